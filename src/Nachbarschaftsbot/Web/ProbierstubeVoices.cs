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
            throw new InvalidOperationException($"The form of {voice.Name} was not accepted.");
        var submit = new Token(Forms.Verb, preview.Stamp, Forms.Submit);
        await Take(voice, voice.Place, new Content.Press(submit.ToString()));
    }

    /// <summary>Releases everything that waits for the moderation of a Quartier.</summary>
    public async Task Release(Voice moderator, string quartier)
    {
        var (from, below) = (IndexValue.Below(quartier), IndexValue.After(quartier));
        foreach (var card in await store.Query(Card.Kind, "queue", from, below, 100))
        {
            var press = new Token("t-release", card.Document.Id).ToString();
            await Take(moderator, Channels.PagePlace(quartier), new Content.Press(press));
        }
    }

    /// <summary>Deletes the person, as anybody can.</summary>
    /// <exception cref="InvalidOperationException">The form does not take these answers.</exception>
    public async Task Leave(Voice voice)
    {
        await Say(voice, "/loeschen");
        await Fill(voice, new() { ["sure"] = "ja" });
        await Fill(voice, new() { ["really"] = "ja" });
        if (await DraftOf(voice) is not null)
            throw new InvalidOperationException($"{voice.Name} could not leave.");
    }

    private async Task Fill(Voice voice, Dictionary<string, string> answers)
    {
        if (await DraftOf(voice) is { } draft)
            await Take(voice, voice.Place, new Content.Filled(draft.Stamp, answers));
    }

    private async Task<Draft?> DraftOf(Voice voice) =>
        (await store.Find(Conversation.Kind, voice.Place.Key))?.Document.Draft;

    private Task Take(Voice voice, Place place, Content content) =>
        turn.Take(
            new(
                WebSession.InboundId(voice.Account, place.Key, WebSession.NewSecret()),
                place,
                new Sender(voice.Account, voice.Name, "de"),
                content
            )
        );
}
