using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>Looks through what is open: what fits first, in short portions, each with a button.</summary>
internal static class Browsing
{
    /// <summary>How many are shown at once.</summary>
    public const int Portion = 5;

    /// <summary>Shows the first ones, or those after a mark.</summary>
    public static void Show(
        Call call,
        Direction direction = Direction.Gesuch,
        string scope = Fitting.Mine,
        string after = ""
    )
    {
        var found = Fitting.For(call, call.Person!, direction, Portion + 1, after, scope);
        var way = RequestText.Way(direction);
        if (found.Count == 0)
        {
            call.Say(Empty(call, way, scope, isFirst: after.Length == 0));
            return;
        }
        var shown = found.Take(Portion).ToList();
        var message = Items(call, Message.Of(Text.Title($"request.browse.title.{way}")), shown);
        if (found.Count > Portion)
            message = message.Row(Press.Labelled($"request.browse.more.{way}", "r-more", way, Token(shown[^1], scope)));
        call.Say(Ways(call, message, way, scope).Row(Press.Button("r-flag", way, Mark(scope, after))));
    }

    /// <summary>Shows the same again to choose which one is reported to the moderation.</summary>
    public static void Which(Call call, string way)
    {
        var (scope, after) = Read(call);
        var found = Fitting.For(call, call.Person!, Read(way), Portion + 1, after, scope);
        var shown = found.Take(Portion).ToList();
        var message = Message.Of(shown.Count == 0 ? "request.report.none" : "request.report.which");
        for (var i = 0; i < shown.Count; i++)
            message = message
                .And([.. RequestText.Short(call, shown[i], i + 1, call.Person!.Quartier)])
                .Row(Press.Button(Text.Of("request.report.n", ("n", i + 1)), "r-report", shown[i].Id));
        if (found.Count > Portion)
            message = message.Row(Press.Labelled($"request.browse.more.{way}", "r-flag", way, Token(shown[^1], scope)));
        var other = way == "gesuch" ? "angebot" : "gesuch";
        call.Say(message.Row(Press.Labelled($"request.browse.other.{other}", "r-flag", other, Mark(Fitting.All))));
    }

    /// <summary>Shows the next ones.</summary>
    public static void More(Call call, string way)
    {
        var (scope, after) = Read(call);
        Show(call, Read(way), scope, after);
    }

    /// <summary>Shows requests or offers: the button between the two lists.</summary>
    public static void Switch(Call call, string way) =>
        Show(call, Read(way), call.Argument == Fitting.All ? Fitting.All : Fitting.Mine);

    /// <summary>Shows what was asked for in words: a direction, a category.</summary>
    public static void Words(Call call, Sentence sentence)
    {
        var words = Plain.Fold(sentence.What);
        var isOffers = ((string[])["angebot", "bietet", "hilft", "offer"]).Any(words.Contains);
        Show(
            call,
            isOffers ? Direction.Angebot : Direction.Gesuch,
            sentence.Category is { } category && category != Categories.Other ? category.Id : Fitting.Mine
        );
    }

    /// <summary>Requests in a list, numbered, each with its button.</summary>
    /// <param name="call">The call.</param>
    /// <param name="message">What stands above.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="reader">Id of the Quartier of who reads it; null: that of the person of the call.</param>
    public static Message Items(Call call, Message message, IReadOnlyList<HelpRequest> requests, string? reader = null)
    {
        reader ??= call.Person?.Quartier;
        for (var i = 0; i < requests.Count; i++)
            message = message
                .And([.. RequestText.Short(call, requests[i], i + 1, reader)])
                .Row(requests.Count == 1 ? Help(requests[i]) : Help(requests[i], i + 1));
        return message;
    }

    /// <summary>The button with which somebody answers: "Ich helfe", "Das brauche ich".</summary>
    public static Button Help(HelpRequest request) =>
        Press.Labelled($"request.help.{RequestText.Way(request)}", "v-help", request.Id);

    /// <summary>The button with which somebody reports what they read to the moderation.</summary>
    public static Button Report(HelpRequest request) => Press.Button("r-report", request.Id);

    /// <summary>The button with which somebody chooses first what they report, of everything they can see.</summary>
    public static Button ReportOne() => Press.Button("r-flag", "gesuch", Mark(Fitting.All));

    private static Button Help(HelpRequest request, int number) =>
        Press.Button(Text.Of($"request.help.{RequestText.Way(request)}.n", ("n", number)), "v-help", request.Id);

    private static Direction Read(string way) => way == "angebot" ? Direction.Angebot : Direction.Gesuch;

    private static (string Scope, string After) Read(Call call)
    {
        var parts = call.Argument.Split('.', 2);
        return (parts[0], parts.Length == 2 ? parts[1].Replace('.', '\u001f') : "");
    }

    private static string Token(HelpRequest last, string scope) => Mark(scope, last.Order);

    private static string Mark(string scope, string after = "") => $"{scope}.{after.Replace('\u001f', '.')}";

    private static Message Empty(Call call, string way, string scope, bool isFirst) =>
        Ways(
            call,
            (
                isFirst
                    ? Message.Of($"request.browse.empty.{way}", $"request.browse.empty.{way}.next")
                    : Message.Of("request.browse.end", "call.what-now")
            ).Row(Press.Button(way == "gesuch" ? "r-offer" : "r-ask")),
            way,
            scope
        );

    private static Message Ways(Call call, Message message, string way, string scope)
    {
        var other = way == "gesuch" ? "angebot" : "gesuch";
        if (scope != Fitting.All && (scope != Fitting.Mine || call.Person!.Categories.Count > 0))
            message = message.Row(Press.Labelled($"request.browse.all.{way}", "r-browse", way, Fitting.All));
        message = message.Row(Press.Labelled($"request.browse.other.{other}", "r-browse", other));
        return Groups.For(call, call.Person!).Count > 0 ? message.Row(Press.Button("g-list")) : message;
    }
}
