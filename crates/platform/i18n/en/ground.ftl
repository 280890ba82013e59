# What every page shares: frame, errors, days.

product-name = Aizuchi
skip-to-content = Skip to content
menu-label = Menu
menu-label-bottom = Menu at the bottom
menu-settings = My settings
menu-administration = Administration
menu-notices = News
menu-privacy = Who can see what
menu-sign-out = Sign out

day-today = Today
day-tomorrow = Tomorrow
day-yesterday = Yesterday
weekday-0 = Monday
weekday-1 = Tuesday
weekday-2 = Wednesday
weekday-3 = Thursday
weekday-4 = Friday
weekday-5 = Saturday
weekday-6 = Sunday

error-to-home = To the start page
error-try-again = Try again
error-request = If you ask for help, please give this number:

error-signed-out-title = Please sign in
error-signed-out-what = You need to sign in to do this.
error-signed-out-next = After signing in you continue where you left off.
error-forbidden-title = You can't do this here
error-forbidden-what = You may see this, but not change it. Requests that come from other sites are also refused, for your safety.
error-forbidden-next = Open the page again and retry. Your administrator can tell you about the rights you need.
error-not-found-title = Page not found
error-not-found-what = The address is wrong, or it is a page that you may not see.
error-not-found-next = Please find your way from the start page.
error-conflict-title = Something else changed first
error-conflict-what = Another tab, or the other person, changed the same thing first. Your change is not saved yet.
error-conflict-next = Go back, open the page again, look at what is there now, then retry.
error-conflict-raced = Two changes came at the same moment. Yours is not saved yet.
error-conflict-exists = This exists already.
error-conflict-key-reused = This Idempotency-Key was already used for a different request.
error-gone-title = This link no longer works
error-gone-what = The link has expired, or was used before.
error-gone-next = Please get a new link from the start page.
error-invalid-title = Please check what you entered
error-invalid-what = Something could not be accepted. Nothing has changed yet.
error-invalid-next = Go back and correct it; what you typed is still there.
error-too-large-title = This is too large
error-too-large-what = It is more than can be sent at once. Nothing has changed yet.
error-too-large-next = Please shorten it or send it in parts.
error-too-many-title = Please wait a moment
error-too-many-what = There were many requests within a short time.
error-too-many-next = Wait a little, then try again.
error-unavailable-title = Not available right now
error-unavailable-what = The storage cannot be reached or is full. Nothing that was saved before is lost.
error-unavailable-next = Keep what you typed, wait a moment and try again. If it goes on, please tell your administrator.
error-internal-title = Sorry, something went wrong
error-internal-what = This is our fault. Nothing that was saved before is lost.
error-internal-next = Please try again. If it goes on, give your administrator the number below.

invalid-query = The part of the address after "?" cannot be read.
invalid-form = The page is out of date, or a field is missing. Please open it again.
invalid-json-wanted = Content-Type must be application/json.
invalid-key = Idempotency-Key must have 1 to 120 characters.

# Mails.

mail-link-fallback = If the button does not open, use this address: { $url }

error-conflict-stale = Somebody changed this since you read it. What you sent is not saved yet.
invalid-cursor = This is not the "next" of a page of this list. Ask without a cursor to begin anew.
invalid-limit = Please ask for 1 to 200.
invalid-if-match = If-Match is the ETag of an earlier answer with its quotation marks, or *.

# What a program does next.
problem-signed-out-next = Send a personal access token in the header "Authorization: Bearer …". People make theirs under /settings/tokens; it may have ended.
problem-forbidden-next = The token lacks the scope, or its person may see this and not change it. Make a token with the scope "write", or ask the person who may.
problem-not-found-next = Check address and method against /api/openapi.json, and the id against a list. What another person may see does not exist for this token.
problem-conflict-next = Read the thing again (or "current" in this answer), apply your change to it, and send it with its new ETag. After a reused Idempotency-Key, take a new one.
problem-gone-next = Ask for a new one.
problem-invalid-next = Mend the fields named in "errors" and send it again. Nothing has changed yet.
problem-too-large-next = Send less at once.
problem-too-many-next = Wait as many seconds as Retry-After says.
problem-internal-next = Send it again with the same Idempotency-Key. If it goes on, tell the administrator the request_id.
problem-unavailable-next = Wait as many seconds as Retry-After says, then send it again with the same Idempotency-Key.
