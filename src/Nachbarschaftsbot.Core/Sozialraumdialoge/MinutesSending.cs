using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>Hands out minutes: short in the chat, whole as a document and as a page behind a secret link of one's own.</summary>
internal static class MinutesSending
{
    private const int Page = 8;
    private const int MostLines = 30;
    private const int Longest = 160;

    /// <summary>Shows the minutes to somebody who takes part, alone with the bot.</summary>
    public static void Show(Call call, Registry registry, DialogueMeeting meeting)
    {
        var me = call.Person!;
        var dialogue = call.Find(Dialogue.Kind, meeting.Dialogue)!;
        var minutes = Minutes.Of(call, meeting, dialogue, me.Language);
        var message = Message.Of([.. Short(minutes)]) with
        {
            File = new($"protokoll-{meeting.Number}.docx", Docx.MediaType, Docx.Of(minutes)),
        };
        if (Links.Address(call, registry, meeting, me.Id) is { } address)
            message = message
                .Row(new Button("minutes.open-page", address, IsLink: true))
                .Row(Press.Button("s-relink", meeting.Id));
        if (Rounds.IsColleague(call, meeting.Quartier))
            message = message.Row(Press.Button("s-public", meeting.Id));
        if (call.Where == Where.Private)
            call.Say(message);
        else
        {
            call.Tell(me, message);
            call.Toast("minutes.private");
        }
    }

    /// <summary>Lists the minutes of a dialogue; people from outside see the released short versions.</summary>
    public static void List(Call call, Dialogue dialogue)
    {
        var isInside = Rounds.TakesPart(call, dialogue);
        var meetings = Rounds
            .Meetings(call, dialogue.Id)
            .Where(m => isInside || m.State == MeetingState.Released)
            .Take(Page)
            .ToList();
        var message = Message.Of(
            Text.Title("minutes.list", ("name", dialogue.Name)),
            meetings.Count == 0 ? "minutes.list.none" : "minutes.list.choose"
        );
        foreach (var meeting in meetings)
            message = message.Row(
                Press.Labelled(
                    Text.Of(
                        "minutes.one",
                        ("number", meeting.Number),
                        Rounds.Day(call, "when", meeting.Started ?? meeting.Start ?? call.Now, meeting.Quartier)
                    ),
                    isInside ? "s-min" : "s-read",
                    meeting.Id
                )
            );
        call.Say(message.Row(Press.Button("s-open", dialogue.Id)));
    }

    /// <summary>Makes the own old link useless and gives a new one.</summary>
    public static void Renew(Call call, Registry registry, DialogueMeeting meeting)
    {
        Links.Revoke(call, meeting.Id, call.Person!.Id);
        Show(call, registry, meeting);
    }

    private static IEnumerable<Text> Short(MinutesWords minutes)
    {
        var lines = new List<Text>();
        foreach (var part in minutes.Parts)
        {
            lines.Add(Text.Plain(part.Heading));
            foreach (var (_, said) in part.Points)
                lines.AddRange(said.Select(s => Point(ThemeText.Shorten(s, Longest))));
        }
        lines.Add(Text.Plain(minutes.Heading));
        lines.AddRange(
            minutes.Agreements.Count == 0
                ? [Text.Of("minutes.none")]
                : minutes.Agreements.Select(r => Point($"{ThemeText.Shorten(r[0], Longest)} – {r[1]}, {r[3]}"))
        );
        return
        [
            Text.Title("minutes.head", ("title", minutes.Title)),
            .. minutes.Facts.Select(Text.Plain),
            .. lines.Take(MostLines),
            lines.Count > MostLines ? "minutes.more" : "minutes.file",
        ];
    }

    private static Text Point(string words) => Text.Of("minutes.point", ("words", words));
}
