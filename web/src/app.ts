// The one script of every page. It adds comfort; whatever is not live by nature works without it.

import { startConfirm } from "./dialog";
import { startDisplay } from "./display";
import { startForms } from "./forms";
import { startHtmx } from "./htmx";
import { startIslands } from "./islands";
import { listenForShortcuts } from "./keys";
import { startSignedOut } from "./signed-out";
import { startSmallThings } from "./small";
import { startTabs } from "./tabs";
import { startTimes } from "./time";
import { startToasts } from "./toast";

document.documentElement.classList.add("js");

// The question comes first: what it stops, nobody else may count as sent.
startConfirm();
startForms();
startHtmx();
startDisplay();
startTabs();
startTimes();
startToasts();
startSmallThings();
listenForShortcuts();
startIslands();
startSignedOut();
