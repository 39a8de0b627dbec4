using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Core.Triage;
using Nachbarschaftsbot.Messengers.WebChat;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Turns;

namespace Nachbarschaftsbot.Web;

/// <summary>Somebody invented who speaks to the bot.</summary>
internal sealed record Voice(Account Account, Place Place, string Name);

/// <summary>Lets the invented people speak: every word is a turn like anybody's.</summary>
internal sealed class ProbierstubeVoices(IStore store, Turn turn)
{
    /// <summary>Says words in the private chat.</summary>
    public Task Say(Voice voice, string words) => Take(voice, voice.Place, new Content.Words(words));

    /// <summary>Asks for help or offers it: opens the form, fills it in, sends it.</summary>
    /// <exception cref="InvalidOperationException">The form does not take these answers.</exception>
    public async Task Ask(Voice voice, Wish wish)
    {
        await Say(voice, wish.IsOffer ? "/angebot" : "/anfrage");
        await Fill(
            voice,
            new()
            {
                ["art"] = wish.Category,
                ["was"] = wish.What,
                ["wann"] = wish.When,
                ["wo"] = wish.Area,
                ["personen"] = "1",
                ["eile"] = "normal",
            }
        );
        if (await DraftOf(voice) is not { At: null } preview)
            throw new InvalidOperationException("A form was not accepted.");
        var submit = new Token(Forms.Verb, preview.Stamp, Forms.Submit);
        await Take(voice, voice.Place, new Content.Press(submit.ToString()));
    }

    /// <summary>Releases everything that waits for the moderation of a Quartier.</summary>
    /// <exception cref="InvalidOperationException">Something cannot be released, or is not.</exception>
    public async Task Release(Voice moderator, string quartier)
    {
        var page = Channels.PagePlace(quartier);
        foreach (var card in await Waiting(quartier))
        {
            var token = await turn.Look(
                From(moderator, page, new Content.Words("")),
                call => On(CardText.Of(call, card), "t-release")
            );
            await Take(moderator, page, new Content.Press(token));
        }
        if ((await Waiting(quartier)).Count > 0)
            throw new InvalidOperationException("What waits for release was not released.");
    }

    /// <summary>Deletes the person, as anybody can.</summary>
    /// <exception cref="InvalidOperationException">The form does not take these answers.</exception>
    public async Task Leave(Voice voice)
    {
        await Say(voice, "/loeschen");
        await Fill(voice, new() { ["sure"] = "ja" });
        await Fill(voice, new() { ["really"] = "ja" });
        if (await DraftOf(voice) is not null)
            throw new InvalidOperationException("Somebody could not leave.");
    }

    private async Task Fill(Voice voice, Dictionary<string, string> answers)
    {
        if (await DraftOf(voice) is { } draft)
            await Take(voice, voice.Place, new Content.Filled(draft.Stamp, answers));
    }

    private async Task<Draft?> DraftOf(Voice voice) =>
        (await store.Find(Conversation.Kind, voice.Place.Key))?.Document.Draft;

    private async Task<IReadOnlyList<Card>> Waiting(string quartier)
    {
        var (from, below) = (IndexValue.Below(quartier), IndexValue.After(quartier));
        return [.. (await store.Query(Card.Kind, "queue", from, below, 100)).Select(c => c.Document)];
    }

    /// <summary>A button as it stands on a message: people press nothing else.</summary>
    private static string On(Message message, string verb) =>
        message.Buttons.SelectMany(row => row).FirstOrDefault(b => Token.Parse(b.Token)?.Verb == verb)?.Token
        ?? throw new InvalidOperationException($"There is no button {verb}.");

    private async Task Take(Voice voice, Place place, Content content)
    {
        if ((await turn.Take(From(voice, place, content))).Outcome == TurnOutcome.Parked)
            throw new InvalidOperationException("What somebody said or pressed failed.");
    }

    private static Inbound From(Voice voice, Place place, Content content) =>
        new(
            WebSession.InboundId(voice.Account, place.Key, WebSession.NewSecret()),
            place,
            new Sender(voice.Account, voice.Name, "de"),
            content
        );
}
