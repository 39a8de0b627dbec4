using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Quartiere;

namespace Nachbarschaftsbot.Core.Sozialraumdialoge;

/// <summary>The short version for residents: made by itself, put into words by a professional, public only after release.</summary>
internal static class PublicVersion
{
    /// <summary>Other words for the public version.</summary>
    public static readonly FormSpec Form = new(
        "kurzfassung",
        [new TextQuestion("words", 20, 1500, PrivateWords.InWhat)],
        (call, draft) => SetWords(call, Mine(call, draft.Subject)!, draft["words"]!)
    )
    {
        StillPossible = (call, draft) => Mine(call, draft.Subject) is not null,
    };

    /// <summary>Shows a professional what the public will read.</summary>
    public static void Show(Call call, Registry registry, DialogueMeeting meeting)
    {
        var dialogue = call.Find(Dialogue.Kind, meeting.Dialogue)!;
        var isReleased = meeting.State == MeetingState.Released;
        var message = Message.Of([
            isReleased ? "minutes.public.released" : "minutes.public.preview",
            .. Words(call, meeting, dialogue, call.Language).Split('\n').Select(Text.Plain),
            .. isReleased ? [] : Recognisable.Hints(Words(call, meeting, dialogue, call.Language)),
        ]);
        if (isReleased)
        {
            if (Links.Address(call, registry, meeting, null) is { } address)
                message = message.Row(new Button("minutes.open-page", address, IsLink: true));
            message = message.Row(Press.Button("s-hide", meeting.Id));
        }
        else
            message = message.Row(Press.Button("s-release", meeting.Id)).Row(Press.Button("s-pubwords", meeting.Id));
        call.Say(message);
    }

    /// <summary>Asks for other words.</summary>
    public static void Ask(Call call, DialogueMeeting meeting) => Forms.Start(call, Form, subject: meeting.Id);

    /// <summary>Releases it: the page opens, the neighbourhood channels hear of it.</summary>
    public static void Release(Call call, Registry registry, DialogueMeeting meeting)
    {
        var dialogue = call.Find(Dialogue.Kind, meeting.Dialogue)!;
        meeting = call.Put(
            DialogueMeeting.Kind,
            meeting with
            {
                State = MeetingState.Released,
                Released = call.Now,
                PublicWords = Words(call, meeting, dialogue, Texts.Catalog.Fallback),
            }
        );
        var link = Links.Address(call, registry, meeting, null);
        foreach (var channel in Channels.Of(call, meeting.Quartier, ChannelPurpose.Neighbourhood))
        {
            var message = Message.Of([
                "minutes.public.news",
                .. meeting.PublicWords!.Split('\n').Select(Text.Plain),
            ]) with
            {
                Priority = Priority.Broadcast,
                Ref = $"minutes:{meeting.Id}",
            };
            call.Post(
                channel,
                link is null ? message : message.Row(new Button("minutes.open-page", link, IsLink: true))
            );
        }
        Show(call, registry, meeting);
    }

    /// <summary>Takes the release back: the link leads nowhere, the posts go.</summary>
    public static void Hide(Call call, DialogueMeeting meeting)
    {
        call.Put(DialogueMeeting.Kind, meeting with { State = MeetingState.Held, Released = null });
        Links.Revoke(call, meeting.Id, null);
        TakeBack(call, meeting);
        call.Say("minutes.public.hidden");
    }

    /// <summary>Takes the posts back from the neighbourhood channels.</summary>
    public static void TakeBack(Call call, DialogueMeeting meeting)
    {
        foreach (var channel in Channels.Of(call, meeting.Quartier, ChannelPurpose.Neighbourhood))
            call.Post(channel, new Message { Act = Act.Delete, Ref = $"minutes:{meeting.Id}" });
    }

    /// <summary>Anybody of the Quartier reads what was released.</summary>
    public static void Read(Call call, DialogueMeeting meeting)
    {
        if (
            meeting.State == MeetingState.Released
            && call.Person?.Quartier == meeting.Quartier
            && call.Find(Dialogue.Kind, meeting.Dialogue) is { } dialogue
        )
            call.Say(
                Message
                    .Of([
                        Text.Title("minutes.list", ("name", dialogue.Name)),
                        .. meeting.PublicWords!.Split('\n').Select(Text.Plain),
                    ])
                    .Row(Press.Button("s-note", dialogue.Id))
            );
        else
            call.NotThere();
    }

    private static string Words(Call call, DialogueMeeting meeting, Dialogue dialogue, string language) =>
        meeting.PublicWords ?? Minutes.Public(call, meeting, dialogue, language);

    private static void SetWords(Call call, DialogueMeeting meeting, string words)
    {
        meeting = call.Put(DialogueMeeting.Kind, meeting with { PublicWords = words });
        call.Say(
            Message
                .Of(["minutes.public.preview", .. words.Split('\n').Select(Text.Plain), .. Recognisable.Hints(words)])
                .Row(Press.Button("s-release", meeting.Id))
                .Row(Press.Button("s-pubwords", meeting.Id))
        );
    }

    private static DialogueMeeting? Mine(Call call, string? id)
    {
        if (
            call.Find(DialogueMeeting.Kind, id ?? "") is { State: MeetingState.Held } meeting
            && Rounds.IsColleague(call, meeting.Quartier)
        )
            return meeting;
        call.NotThere();
        return null;
    }
}
