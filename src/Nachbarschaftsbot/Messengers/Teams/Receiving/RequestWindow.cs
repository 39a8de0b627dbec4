using System.Text.Json;
using System.Text.Json.Nodes;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Texts;

namespace Nachbarschaftsbot.Messengers.Teams.Receiving;

/// <summary>
/// "Create a request from this message": a window with the words of the message, to be made neutral, and then the form of the bot in the
/// personal chat. Nothing of the message is kept but what the person sends.
/// </summary>
internal sealed class RequestWindow(TeamsBook book, TeamsPorts ports)
{
    private const int LongestWords = 300;
    private const string Field = "words";

    /// <summary>The window.</summary>
    internal InvokeAnswer Open(Activity activity)
    {
        string Words(string key) => TeamsInvokes.Words(key, activity);
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["version"] = "1.5",
            ["lang"] = TeamsInvokes.LanguageOf(activity),
            ["fallbackText"] = Words("messenger.make.title"),
            ["body"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "TextBlock",
                    ["text"] = Words("messenger.make.hint"),
                    ["wrap"] = true,
                },
                new JsonObject
                {
                    ["type"] = "Input.Text",
                    ["id"] = Field,
                    ["label"] = Words("messenger.make.words"),
                    ["isMultiline"] = true,
                    ["isRequired"] = true,
                    ["errorMessage"] = Words("messenger.make.missing"),
                    ["maxLength"] = LongestWords,
                    ["value"] = MessageIn(activity.Value),
                }
            ),
            ["actions"] = new JsonArray(
                new JsonObject { ["type"] = "Action.Submit", ["title"] = Words("messenger.make.submit") }
            ),
        };
        return InvokeAnswer.Window(Words("messenger.make.title"), card);
    }

    /// <summary>The words are sent: from here on it is as if the person had written them in the personal chat.</summary>
    internal async Task<InvokeAnswer> Submit(Activity activity)
    {
        if (
            TeamsPlaces.SenderOf(activity) is not { } sender
            || TeamsInvokes.Inner(TeamsInvokes.Inner(activity.Value, "data"), Field)
                is not { ValueKind: JsonValueKind.String } field
            || Short(field.GetString()!) is not { Length: > 0 } words
        )
            return InvokeAnswer.WindowWord(TeamsInvokes.Words("messenger.make.missing", activity));
        if (await book.PersonalOf(sender.Account.Id) is not { } personal)
            return InvokeAnswer.WindowWord(TeamsInvokes.Words("messenger.personal-first", activity));
        var place = new Place(TeamsModule.MessengerName, personal.Id, null, PlaceKind.Private);
        await ports.Take(
            new(TeamsTranslator.IdOf(activity, place), place, sender, new Content.Words($"/anfrage {words}"))
        );
        return InvokeAnswer.WindowWord(TeamsInvokes.Words("messenger.make.done", activity));
    }

    private static string MessageIn(JsonElement? value)
    {
        var body = TeamsInvokes.Inner(TeamsInvokes.Inner(value, "messagePayload"), "body");
        return TeamsInvokes.Inner(body, "content") is { ValueKind: JsonValueKind.String } content
            ? Short(TeamsWords.Plain(content.GetString()!))
            : "";
    }

    private static string Short(string words) => Beginning.Of(words.Trim(), LongestWords).TrimEnd();
}
