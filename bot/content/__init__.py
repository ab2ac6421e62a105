"""What Canary knows and says: content/*.yml as frozen records.

    content = load_content(Path("content"))
    content.signatures["C4"].title
    content.domains["culture"].prompts[0].ask
    content.speech.say("greeting.first")

Code holds no prose: every sentence a leader reads comes from here.
"""

from bot.content.errors import ContentError, Problem, SpeechError
from bot.content.library import Content
from bot.content.models import Domain, KnowledgeEntry, Prompt, Quality, Signature, WickedQuestion
from bot.content.speech import Speech
from bot.content.support_models import Notice, Route, Safety, Scenario
from bot.content.whole import find_problems, load_content

__all__ = [
    "Content",
    "ContentError",
    "Domain",
    "KnowledgeEntry",
    "Notice",
    "Problem",
    "Prompt",
    "Quality",
    "Route",
    "Safety",
    "Scenario",
    "Signature",
    "Speech",
    "SpeechError",
    "WickedQuestion",
    "find_problems",
    "load_content",
]
