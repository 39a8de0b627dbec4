using Nachbarschaftsbot.Core.DatePolls;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Interessengruppen;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Nachbarquartiere;
using Nachbarschaftsbot.Core.Vermittlungen;

namespace Nachbarschaftsbot.Core.HelpRequests;

/// <summary>"Meine Sachen": everything of a person that is open, with what waits for an answer first and what can be done with it.</summary>
public static class MyThings
{
    private const int Portion = 6;

    /// <summary>Shows it.</summary>
    public static void Show(Call call) => Show(call, 0);

    /// <summary>Shows it from the n-th thing on.</summary>
    internal static void Show(Call call, int from)
    {
        var things = All(call);
        if (things.Count == 0)
        {
            call.Say(
                Message
                    .Of(Text.Title("request.mine.title"), "request.mine.empty")
                    .Row(Press.Button("r-ask"), Press.Button("r-offer"))
                    .Row(Press.Button("r-browse"))
            );
            return;
        }
        from = from >= 0 && from < things.Count ? from : 0;
        var message = Message.Of(
            Text.Title("request.mine.title"),
            Text.Of("request.mine.count", ("count", things.Count))
        );
        foreach (var (lines, buttons) in things.Skip(from).Take(Portion))
        {
            message = message.And([.. lines]);
            foreach (var row in buttons.Chunk(2))
                message = message.Row([.. row]);
        }
        if (from + Portion < things.Count)
            message = message.Row(
                Press.Labelled("request.mine.more", "r-mine", (from + Portion).ToString(null as IFormatProvider))
            );
        call.Say(message);
    }

    /// <summary>Shows a request to its owner, with what can be done with it.</summary>
    internal static void ShowOwn(Call call, HelpRequest request)
    {
        var message = Message.Of([
            .. RequestText.Lines(call, request),
            State(request),
            .. Waits(call, request),
            .. Sharing.Lines(call, request),
        ]);
        foreach (var row in Buttons(call, request, null).Chunk(2))
            message = message.Row([.. row]);
        call.Say(message);
    }

    private static List<(IReadOnlyList<Text> Lines, IReadOnlyList<Button> Buttons)> All(Call call)
    {
        var own = Submitting.Own(call, call.Person!.Id).Where(r => r.IsLive).OrderBy(r => r.Created).ToList();
        return
        [
            .. MatchThings.Of(call),
            .. PollThings.Of(call),
            .. GroupHome.Things(call),
            .. own.Select((r, i) => Own(call, r, own.Count == 1 ? null : i + 1)),
            .. Drafts.Of(call),
        ];
    }

    private static (IReadOnlyList<Text>, IReadOnlyList<Button>) Own(Call call, HelpRequest request, int? number) =>
        (
            [
                number is { } n
                    ? RequestText.Wayed("request.mine.own.n", request, ("n", n))
                    : RequestText.Wayed("request.mine.own", request),
                Text.Quote(request.What),
                State(request),
                .. Waits(call, request),
                .. Sharing.Lines(call, request),
            ],
            Buttons(call, request, number)
        );

    private static Text State(HelpRequest request) =>
        Text.Of("request.mine.state", Arg.OfKey("state", $"request.state.{request.StateName.ToLowerInvariant()}"));

    private static IEnumerable<Text> Waits(Call call, HelpRequest request)
    {
        if (Answers.Waiting(call, request) is var count and > 0)
            yield return Text.Of("request.mine.answers", ("count", count));
    }

    private static IReadOnlyList<Button> Buttons(Call call, HelpRequest request, int? number) =>
        [
            .. Verbs(request.State).Select(verb => Button(request, verb, number)),
            .. Sharing.Button(call, request) is { } across ? [Numbered(across, number)] : (Button[])[],
        ];

    private static Button Numbered(Button button, int? number) =>
        number is { } n
            ? button with
            {
                Label = Text.Of("request.mine.button.n", ("n", n), Arg.OfKey("label", button.Label.Key)),
            }
            : button;

    private static string[] Verbs(RequestState state) =>
        state switch
        {
            RequestState.Waiting => ["r-edit", "r-withdraw"],
            RequestState.Open => ["r-edit", "r-done", "r-withdraw"],
            RequestState.Full => ["r-done", "r-withdraw"],
            _ => ["r-again"],
        };

    private static Button Button(HelpRequest request, string verb, int? number) =>
        number is { } n
            ? Press.Button(
                Text.Of("request.mine.button.n", ("n", n), Arg.OfKey("label", $"button.{verb}")),
                verb,
                request.Id
            )
            : Press.Labelled($"request.{verb}.{RequestText.Way(request)}", verb, request.Id);
}
