// A page about Canary: it takes the place of the one before, so that the way back stays one step long.
import { inPlace, leave, onThreeEscapes } from "/static/leave.js";

document.getElementById("leave").onclick = leave;
onThreeEscapes(leave);
inPlace(document.querySelectorAll("a.replace"));
