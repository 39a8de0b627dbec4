using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Looks through what is open: what fits first, in short portions, each with a button.</summary>
internal static class Browsing
{
    /// <summary>How many are shown at once.</summary>
    public const int Portion = 5;

    private const string All = "all";
    private const string Mine = "mine";

    /// <summary>Shows the first ones.</summary>
    public static void Show(Call call, Direction direction = Direction.Gesuch, bool all = false, string after = "")
    {
        var person = call.Person!;
        all |= person.Categories.Count == 0;
        var found = Fitting.For(call, person, direction, Portion + 1, after, all);
        var way = RequestText.Way(direction);
        if (found.Count == 0)
        {
            call.Say(Empty(way, all, isFirst: after.Length == 0));
            return;
        }
        var shown = found.Take(Portion).ToList();
        var message = Items(call, Message.Of(Text.Title($"request.browse.title.{way}")), shown);
        if (found.Count > Portion)
            message = message.Row(Press.Labelled($"request.browse.more.{way}", "r-more", way, Token(shown[^1], all)));
        call.Say(Ways(message, way, all));
    }

    /// <summary>Shows the next ones.</summary>
    public static void More(Call call, string way) =>
        Show(
            call,
            Read(way),
            call.Argument.StartsWith(All, StringComparison.Ordinal),
            call.Argument.Split('.', 2) is [_, var mark] ? mark.Replace('.', '\u001f') : ""
        );

    /// <summary>Shows requests or offers: the button between the two lists.</summary>
    public static void Switch(Call call, string way) => Show(call, Read(way), call.Argument == All);

    /// <summary>Requests in a list, numbered, each with its button.</summary>
    public static Message Items(Call call, Message message, IReadOnlyList<HelpRequest> requests)
    {
        for (var i = 0; i < requests.Count; i++)
            message = message
                .And([.. RequestText.Short(call, requests[i], i + 1)])
                .Row(requests.Count == 1 ? Help(requests[i]) : Help(requests[i], i + 1));
        return message;
    }

    /// <summary>The button with which somebody answers: "Ich helfe", "Das brauche ich".</summary>
    public static Button Help(HelpRequest request) =>
        Press.Labelled($"request.help.{RequestText.Way(request)}", "v-help", request.Id);

    private static Button Help(HelpRequest request, int number) =>
        Press.Button(Text.Of($"request.help.{RequestText.Way(request)}.n", ("n", number)), "v-help", request.Id);

    private static Direction Read(string way) => way == "angebot" ? Direction.Angebot : Direction.Gesuch;

    private static string Token(HelpRequest last, bool all) =>
        $"{(all ? All : Mine)}.{last.Order.Replace('\u001f', '.')}";

    private static Message Empty(string way, bool all, bool isFirst) =>
        Ways(
            Message
                .Of(
                    isFirst ? $"request.browse.empty.{way}" : "request.browse.end",
                    isFirst ? $"request.browse.empty.{way}.next" : "call.what-now"
                )
                .Row(Press.Button(way == "gesuch" ? "r-offer" : "r-ask")),
            way,
            all
        );

    private static Message Ways(Message message, string way, bool all)
    {
        var other = way == "gesuch" ? "angebot" : "gesuch";
        if (!all)
            message = message.Row(Press.Labelled($"request.browse.all.{way}", "r-browse", way, All));
        return message.Row(Press.Labelled($"request.browse.other.{other}", "r-browse", other));
    }
}
