using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Understanding;

namespace Nachbarschaftsbot.Core.Nachbarquartiere;

/// <summary>
/// What partners share with a Quartier, as its moderation sees it. It decides what is shown there: a single post can be taken out, and goes
/// on at home.
/// </summary>
internal static class SharedHere
{
    private const int Portion = 5;
    private const int Most = 100;

    /// <summary>Lists it, from the n-th on; the argument says from which.</summary>
    public static void List(Call call, string quartier)
    {
        if (!Partners.IsStaff(call, quartier))
        {
            call.NotThere();
            return;
        }
        var shared = For(call, quartier);
        var from = NumberWords.Read(call.Argument) is { } typed && typed < shared.Count ? typed : 0;
        var message = Message.Of(
            shared.Count == 0 ? "across.here.none" : Text.Title("across.here", Partners.Named(call, quartier))
        );
        foreach (var (request, n) in shared.Skip(from).Take(Portion).Select((r, i) => (r, from + i + 1)))
            message = message
                .And([.. RequestText.Short(call, request, n, quartier)])
                .Row(Press.Labelled(Text.Of("across.hide", ("n", n)), "x-hide", request.Id, quartier));
        if (from + Portion < shared.Count)
            message = message.Row(Press.Labelled("across.here.more", "x-shared", quartier, $"{from + Portion}"));
        call.Say(message.Row(Press.Button("x-home", quartier)));
    }

    /// <summary>Asks before one of them is taken out; the argument names the Quartier.</summary>
    public static void AskHide(Call call, string id)
    {
        if (Shown(call, id) is ({ } request, var quartier))
            call.Say(
                Message
                    .Of([
                        Text.Of("across.hide.sure", Partners.Named(call, quartier)),
                        .. RequestText.Lines(call, request, quartier),
                        "across.hide.what",
                    ])
                    .Row(Press.Button("x-hidden", id, quartier))
                    .Row(Press.Labelled("across.hide.keep", "x-keep", id))
            );
    }

    /// <summary>Takes it out: it does not come back there, and its owner hears of it.</summary>
    public static void Hide(Call call, string id)
    {
        if (Shown(call, id) is not ({ } request, var quartier))
            return;
        var hidden = Sharing.Unshare(call, request, quartier);
        Publishing.Update(
            call,
            hidden with
            {
                Across = [.. hidden.Across.Where(q => q != quartier)],
                Unwanted = [.. hidden.Unwanted, quartier],
            }
        );
        call.Decision.Counted.Add("request.hidden");
        call.Tell(
            request.Owner,
            Message
                .Of(
                    RequestText.Wayed("across.hidden.told", request, Partners.Named(call, quartier)),
                    "across.hidden.home"
                )
                .Row(Press.Button("r-mine"))
                .Row(Press.Button("r-human")) with
            {
                Priority = Priority.Notice,
            }
        );
        call.Toast("across.hidden");
        call.Say(Message.Of("across.hidden").Row(Press.Button("x-shared", quartier)));
    }

    /// <summary>What is shared, the newest first.</summary>
    private static List<HelpRequest> For(Call call, string quartier) =>
        [
            .. Partners
                .Agreed(call, quartier)
                .SelectMany(p =>
                    Enum.GetNames<Direction>()
                        .SelectMany(way =>
                            call.QueryBelow(HelpRequest.Kind, "across", Most, p.Other(quartier), way)
                                .Where(r => Sharing.IsShared(r, p, quartier))
                        )
                )
                .OrderByDescending(r => r.Shared.First(s => s.Quartier == quartier).Since)
                .ThenBy(r => r.Id, StringComparer.Ordinal),
        ];

    /// <summary>What is shown in the Quartier that the argument names, to its moderation; otherwise it was said why not.</summary>
    private static (HelpRequest? Request, string Quartier) Shown(Call call, string id)
    {
        var quartier = call.Argument;
        if (!Partners.IsStaff(call, quartier) || call.Find(HelpRequest.Kind, id) is not { } request)
            call.NotThere();
        else if (request.Quartier == quartier)
            call.NotThere();
        else if (!request.IsLive || !Sharing.IsVisible(call, request, quartier))
            call.Toast("across.hidden");
        else
            return (request, quartier);
        return (null, "");
    }
}
