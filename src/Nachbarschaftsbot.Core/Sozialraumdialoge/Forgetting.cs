using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;
using NodaTime;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>
/// Nothing of a round is kept for ever: minutes, agreements, themes and rounds that have ended go after the time that the Quartier set.
/// Looked at once a day, so that a shorter time holds for what stands there already.
/// </summary>
internal static class Forgetting
{
    /// <summary>The timer that looks.</summary>
    public const string Timer = "dialogue-forget";

    private const int Most = 500;
    private const int Few = 100;
    private static readonly LocalTime Night = new(3, 30);

    /// <summary>Begins to look. Set again on the same day, nothing changes.</summary>
    public static void Watch(Call call, string quartier)
    {
        var today = Rounds.Local(call, call.Now, quartier);
        var day = today.TimeOfDay < Night ? today.Date : today.Date.PlusDays(1);
        call.Remind(Timer, quartier, Rounds.Moment(call, day + Night, quartier));
    }

    /// <summary>When the minutes of a meeting are deleted.</summary>
    public static Instant Until(Call call, DialogueMeeting meeting) =>
        After(call, meeting.Quartier, meeting.Ended ?? meeting.Start ?? call.Now);

    /// <summary>Deletes what is older than the Quartier wants, a bounded part at a time.</summary>
    public static void Due(Call call, Content.Due due)
    {
        var quartier = due.Subject;
        var before = Before(call, quartier);
        var dialogues = Enum.GetValues<DialogueState>()
            .SelectMany(s => call.QueryBelow(Dialogue.Kind, "quartier", Most, quartier, s.ToString()))
            .ToList();
        var left = Few;
        var isAnythingThere = dialogues.Count > 0;
        foreach (var dialogue in dialogues)
            left = OfDialogue(call, dialogue, before, left);
        foreach (var state in Enum.GetValues<ThemeState>())
        foreach (var theme in call.QueryBelow(Theme.Kind, "pool", Most, quartier, state.ToString()))
            if (left > 0 && theme.Since < before)
            {
                call.Delete(Theme.Kind, theme.Id);
                left--;
            }
            else
                isAnythingThere = true;
        if (left <= 0)
            call.Remind(Timer, quartier, call.Now + Duration.FromMinutes(1));
        else if (isAnythingThere)
            Watch(call, quartier);
    }

    /// <summary>Everything of a round that is old enough.</summary>
    /// <returns>How many more may be deleted in this call.</returns>
    private static int OfDialogue(Call call, Dialogue dialogue, Instant before, int left)
    {
        var isOver =
            dialogue.State == DialogueState.Ended && (dialogue.Ended ?? dialogue.LastHeld ?? dialogue.Created) < before;
        foreach (var meeting in call.QueryBelow(DialogueMeeting.Kind, "dialogue", Most, dialogue.Id))
            if (left > 0 && meeting.Id != dialogue.Next && (isOver || IsOld(meeting, before)))
            {
                Forget(call, meeting);
                left--;
            }
        foreach (var agreement in call.QueryBelow(Agreement.Kind, "dialogue", Most, dialogue.Id))
            if (left > 0 && (isOver || LastOf(agreement) < before))
            {
                call.Delete(Agreement.Kind, agreement.Id);
                call.Unremind(AgreementFollowUp.Timer, agreement.Id);
                left--;
            }
        if (isOver && left > 0)
        {
            foreach (var person in dialogue.Members.Select(m => m.Person).Concat(dialogue.Asking))
                call.Delete(DialogueSeat.Kind, DialogueSeat.IdOf(dialogue.Id, person));
            call.Delete(Dialogue.Kind, dialogue.Id);
        }
        return left;
    }

    private static bool IsOld(DialogueMeeting meeting, Instant before) =>
        meeting.State is MeetingState.Held or MeetingState.Released or MeetingState.Cancelled
        && (meeting.Ended ?? meeting.Start ?? Instant.MinValue) < before;

    /// <summary>The minutes go with their links, the document behind them and the posts of the public version.</summary>
    private static void Forget(Call call, DialogueMeeting meeting)
    {
        foreach (var link in call.QueryBelow(MinutesLink.Kind, "meeting", Most, meeting.Id))
            call.Delete(MinutesLink.Kind, link.Id);
        if (meeting.State == MeetingState.Released)
            PublicVersion.TakeBack(call, meeting);
        call.Delete(DialogueMeeting.Kind, meeting.Id);
        call.Decision.ForgetSubjects.Add(meeting.Id);
        call.Decision.Counted.Add("minutes.forgotten");
    }

    private static Instant LastOf(Agreement agreement) =>
        agreement.Ended ?? Instant.Max(agreement.Created, agreement.Due ?? agreement.Created);

    private static Instant Before(Call call, string quartier) =>
        Rounds.Moment(call, Rounds.Local(call, call.Now, quartier).PlusMonths(-Months(call, quartier)), quartier);

    private static Instant After(Call call, string quartier, Instant since) =>
        Rounds.Moment(call, Rounds.Local(call, since, quartier).PlusMonths(Months(call, quartier)), quartier);

    private static int Months(Call call, string quartier) =>
        (
            call.Find(Quartier.Kind, quartier)
            ?? new()
            {
                Id = "",
                Name = "",
                JoinCode = "",
            }
        ).KeepRoundsMonths;
}
