"""Canary in Slack: direct messages with one app of one workspace, over HTTP or Socket Mode. See docs/slack.md."""
