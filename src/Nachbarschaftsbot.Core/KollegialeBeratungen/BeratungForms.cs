using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Core.KollegialeBeratungen;

/// <summary>The form with which a professional asks for a consultation.</summary>
internal static class BeratungForms
{
    private const string Agreed = "ja",
        TakesPart = "dabei",
        NotYet = "nein",
        Nobody = "spaeter";

    /// <summary>The form. Whoever has no consent yet is asked nothing more.</summary>
    public static readonly FormSpec New = new(
        "beratung",
        [
            Choice("einverstanden", null, Agreed, TakesPart, NotYet),
            new GuardedQuestion("frage", 10, 300) { If = HasConsent },
            new GuardedQuestion("lage", 20, 1500) { If = HasConsent },
            new SeveralQuestion("wer", (call, _) => Colleagues(call)) { If = HasConsent },
            Choice("dauer", HasConsent, [.. BeratungPlans.Names]),
            Choice("loeschen", HasConsent, "14", "30", "90", "180"),
        ],
        Complete
    )
    {
        Confidential = true,
        Preview = Preview,
        StillPossible = (call, _) => MayStart(call),
    };

    private static bool HasConsent(Draft draft) => draft["einverstanden"] is Agreed or TakesPart;

    private static bool MayStart(Call call)
    {
        if ((call.Standing & Who.Colleague) != 0 && call.Quartier is not null)
            return true;
        call.NotThere();
        return false;
    }

    private static ChoiceQuestion Choice(string id, Func<Draft, bool>? when, params string[] values) =>
        new(id, (_, _) => [.. values.Select(v => new FieldOption(v, $"form.beratung.{id}.{v}"))]) { If = when };

    /// <summary>The colleagues of the Quartier, and "ich lade später ein".</summary>
    private static IReadOnlyList<FieldOption> Colleagues(Call call) =>
        [
            .. (call.Quartier is { } quartier ? BeratungPeople.Colleagues(call, quartier.Id) : []).Select(
                p => new FieldOption(p.Id, Text.Plain(p.FirstName))
            ),
            new(Nobody, "form.beratung.wer.spaeter"),
        ];

    private static IReadOnlyList<Text> Preview(Call call, Draft draft) =>
        !HasConsent(draft)
            ? ["beratung.consent.missing"]
            :
            [
                "beratung.question",
                Text.Quote(draft["frage"] ?? ""),
                "beratung.situation",
                Text.Quote(draft["lage"] ?? ""),
                draft["einverstanden"] == TakesPart ? "beratung.consent.part" : "beratung.consent.told",
                Text.Of("beratung.preview.time", Arg.OfKey("time", $"form.beratung.dauer.{draft["dauer"]}")),
                Text.Of("beratung.preview.delete", Arg.OfKey("time", $"form.beratung.loeschen.{draft["loeschen"]}")),
            ];

    private static void Complete(Call call, Draft draft)
    {
        if (!HasConsent(draft))
        {
            call.Say("beratung.consent.missing", "beratung.consent.then");
            return;
        }
        var me = call.Person!;
        var plan = draft["dauer"] ?? "45";
        var beratung = new Beratung
        {
            Id = call.Ids.Long(),
            Quartier = call.Quartier!.Id,
            Seal = call.Ids.Key(),
            Owner = me.Id,
            Entry = call.Ids.Long(),
            Question = draft["frage"]!,
            Situation = draft["lage"]!,
            Consent = new(draft["einverstanden"] == TakesPart, me.Id, call.Now),
            AtOnce = plan != BeratungPlans.Days,
            Plan = BeratungPlans.Of(plan),
            DeleteOn = call.Now + Duration.FromDays(int.TryParse(draft["loeschen"], out var days) ? days : 30),
            Seats = [new(me.Id, me.FirstName, BeratungRole.Bringer)],
        };
        call.Put(BeratungSeat.Kind, BeratungSeat.Of(beratung.Id, me.Id));
        foreach (var id in (draft["wer"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (id != Nobody && call.Find(Person.Kind, id) is { } colleague)
                beratung = BeratungPeople.Seated(call, beratung, colleague, BeratungRole.Adviser);
        call.Remind(BeratungLife.DeleteTimer, beratung.Id, beratung.DeleteOn);
        call.Decision.Counted.Add("consultation.asked");
        beratung = BeratungPeople.Drawn(call, beratung);
        BeratungNews.Anew(call, beratung, "beratung.new");
        if (beratung.Consent.TakesPart)
            BeratungPeople.Invite(call, beratung);
    }
}
