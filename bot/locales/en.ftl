# Every sentence that members see, in English. Values stand in braces. To add a language, copy this file to its
# two-letter name and translate what stands right of the equals signs.

# Answers
answer-none = I have nothing on that.
answer-closest = The closest headlines:
answer-empty-question = Ask me a question about the news, such as “When does the bridge reopen?”
answer-no-words = I need a few more words to look for. Try a name, a place or a thing.
answer-empty-archive = I hold no news yet. Whoever runs me can add some with “nutgraf ingest” on the server.
answer-stale = Nothing newer than { $date } answers this.
answer-undated = None of this has a date, so it may be old.
answer-evidence = Evidence from { $from } to { $to }
answer-evidence-day = Evidence from { $from }
answer-follows = Follow-up to “{ $question }”
answer-disagree = Outlets differ on { $about }: { $values }
answer-no-more = That was all I found.
answer-changed = This article has changed since I quoted it. Ask again for its newest words.
answer-expired = This card is too old for its buttons. Ask again for a fresh one.
answer-only-asker = Only the member who asked can remove this.
answer-thanks = Thank you. That helps to measure how good the answers are.
answer-removed = Removed.
answer-reply-withheld = Discord does not show me the text of that reply. Press *Ask a follow-up* under the answer, or mention me with your question.
answer-mention-empty = Ask me a question about the news right after the mention.

button-follow-up = Ask a follow-up
button-paragraph = Show the paragraph
button-more = More quotes
button-helpful = 👍
button-unhelpful = 👎
button-remove = Remove
button-newer = Newer
button-older = Older
button-ask-about = Ask about this

modal-follow-up = Ask a follow-up
modal-about = Ask about this story
modal-question = Your question
modal-question-hint = And when did that happen?

# Headlines
headlines-title = Headlines
headlines-of = Headlines of { $source }
headlines-topic = Headlines on “{ $topic }”
headlines-none = No headlines match that.
headlines-page = Page { $page } of { $pages } · { $total } headlines
headlines-ask = Ask about…
headlines-only = headline only
source-unknown = outlet unknown

# Stories
story-unknown = I have no article with that headline. Start typing and pick one from the list.
story-headline-only = I hold only this headline, not the article.
story-also = Also reported by

# Digests
digest-title = { $name }
digest-late = Late: this was due at { $due }.
digest-span = From { $from } to { $to }
digest-quiet = A quiet day: nothing new was published.
digest-also = Also: { $outlets }
digest-created = Digest “{ $name }” is set: { $when } in { $channel }. The next one comes { $next }.
digest-list = Digests of this server
digest-list-empty = This server has no digests yet. `/digest create` makes one.
digest-deleted = Digest “{ $name }” is deleted.
digest-unknown = There is no digest called “{ $name }” here. `/digest list` shows them.
digest-exists = There is already a digest called “{ $name }”. Choose another name, or delete that one first.
digest-too-many = This server already has { $limit } digests, which is the limit. Delete one first.
digest-bad-time = “{ $time }” is not a time of day. Write it as 08:00 or 17:30.
digest-bad-zone = “{ $zone }” is not a time zone I know. Start typing a city and pick one from the list.
digest-bad-days = “{ $days }” are not days of the week. Write them as mon, wed, fri, or daily, weekdays, weekends.
digest-cannot-send = I may not post in { $channel }. Allow me to { $missing } there, then try again.
digest-weekdays = Monday to Friday
digest-weekends = Saturdays and Sundays
digest-every = { $days } at { $time } ({ $zone })
digest-daily = daily at { $time } ({ $zone })
digest-last-failed = last one failed: { $reason }
digest-default-name = News digest
digest-now-title = Right now

# Watches
watch-alert = New for a watch
watch-late = Late: this came in at { $due }.
watch-more-today = More came in, but this watch has alerted { $limit ->
        [one] once
       *[other] { $limit } times
    } today. `/headlines` shows all of it.
watch-added-question = I watch for news that answers “{ $words }” and post it in { $place }, once for each story.
watch-added-phrase = I watch for news that names all the words of “{ $words }” and post it in { $place }, once for each story.
watch-direct = your direct messages
watch-this-channel = this channel
watch-another-channel = another channel
watch-direct-message = direct message
watch-list = Watches
watch-list-empty = There are no watches here yet. `/watch add` makes one.
watch-by = by { $member }
watch-last = last alert { $when }
watch-none-yet = no alert yet
watch-is-question = question
watch-is-phrase = all these words
watch-paused-direct = paused: you do not let me write to you. Open your direct messages for this server, then add the watch again
watch-paused-server = paused: I am no longer in that server
watch-paused-channel = paused: that channel is gone. Remove the watch, or add it in another channel
watch-paused-permissions = paused: I may not post there. It goes on as soon as I may
watch-removed = I stopped watching for “{ $words }”.
watch-resumed = I watch for “{ $words }” again.
watch-unknown = I know no such watch. `/watch list` shows yours.
watch-gone = This watch has been stopped already.
watch-not-yours = Only the member who made this watch, or a member who may *Manage Server*, can stop it.
watch-exists = “{ $words }” is watched for in { $place } already.
watch-nothing = “{ $words }” names nothing that I could watch for. Name a person, a place or a thing.
watch-too-many-member = You have { $limit } watches already, which is the limit. Remove one first.
watch-too-many-server = This server’s channels have { $limit } watches already, which is the limit. Remove one first.
watch-needs-manage = To post a watch into a channel you need the right to *Manage Server*. Choose *direct message*, and I write to you alone.
watch-only-direct = Here I can only write to you directly. Choose *direct message*, or add the watch in a server.
watch-which-channel = Name the channel that I shall post in.
watch-no-channel = I cannot post in { $channel }. Choose a text channel.
watch-closed = I cannot write to you directly. Open your direct messages for this server, then try again.
button-watch-stop = Stop this watch

permission-view-channel = see the channel
permission-send-messages = send messages

# Help
help-title = What I do
help-body =
    I answer news questions with the exact sentences that answer them, each linked to its article. When I hold nothing on something, I say so.
    - `/ask` a question, or mention me with one, or write to me directly
    - `/headlines` lists what is new; `/story` sums up one article in its own sentences
    - `/digest create` posts the day’s stories into a channel, every day
help-holding = I hold { $articles ->
        [one] one article
       *[other] { $articles } articles
    } of { $outlets ->
        [one] one outlet
       *[other] { $outlets } outlets
    }, up to { $newest }.
help-holding-none = I hold no news yet.

# When something goes wrong
error-unforeseen = Something went wrong on my side. It is in my log under number { $reference }.
error-permission = You need the right to *Manage Server* for that.
error-guild-only = That works only in a server.
error-outlet = I hold no outlet called “{ $name }”. Start typing and pick one from the list.
error-date = “{ $text }” is not a date. Write it as 2026-11-24.
