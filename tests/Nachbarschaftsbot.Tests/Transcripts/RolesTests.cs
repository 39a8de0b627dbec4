using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Operations;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class RolesTests
{
    [Fact]
    public async Task The_code_of_the_first_start_makes_somebody_operator_once()
    {
        await using var hood = await Hood.Start();
        var code = (await Starts(hood))!;

        var (olga, eve) = (await hood.Neighbour("Olga"), await hood.Neighbour("Eve"));
        await olga.Says($"/betreiber {code.ToLowerInvariant()}");
        olga.Sees("neue Rolle: Betrieb");
        Assert.True((await hood.Find(Person.Kind, olga.PersonId))!.Is(Role.Operator, "anything"));
        await olga.Says($"/betreiber {code}");
        olga.SeesLast("Diese Rolle haben Sie schon");

        await eve.Says($"/start op_{code}");
        eve.SeesLast("Dieser Code gilt nicht");
        Assert.Empty((await hood.Find(Person.Kind, eve.PersonId))!.Roles);
    }

    [Fact]
    public async Task A_later_start_makes_no_code_while_there_is_an_operator()
    {
        await using var hood = await Hood.Start();
        var first = (await Starts(hood))!;
        var second = (await Starts(hood))!;
        var olga = await hood.Neighbour("Olga");
        await olga.Says($"/betreiber {first}");
        olga.SeesLast("Dieser Code gilt nicht");
        await olga.Says("/betreiber");
        await olga.Says($"{second[..5]}-{second[5..]}".ToLowerInvariant());
        olga.Sees("neue Rolle: Betrieb");
        Assert.Null(await Starts(hood));
    }

    [Fact]
    public async Task A_newcomer_joins_first_and_then_has_the_role()
    {
        await using var hood = await Hood.Start();
        var olga = hood.Stranger("Olga");
        await olga.Says($"/betreiber {await Starts(hood)}");
        olga.Sees("automatisches Programm");
        await olga.Taps("Ja, einverstanden");
        await hood.Restart();
        await olga.Taps("Vorname: Olga");
        olga.Sees("neue Rolle: Betrieb");

        await olga.Says("/rolle");
        await olga.Taps("Rolle vergeben: Moderation");
        var code = CodeIn(olga);
        var moni = hood.Stranger("Moni");
        await moni.Says($"/start role_{code}");
        await moni.Taps("Ja, einverstanden");
        await moni.Taps("Vorname: Moni");
        moni.Sees("neue Rolle: Moderation. Sie gilt für: Lindenviertel");
        olga.Sees("Moni hat Ihren Code benutzt");
    }

    [Fact]
    public async Task Wrong_expired_and_used_codes_get_one_answer()
    {
        await using var hood = await Hood.Start();
        var (olga, ben, eve) = (await Operator(hood), await hood.Neighbour("Ben"), await hood.Neighbour("Eve"));
        await ben.Says("/rolle WRONG234");
        var answer = ben.Chat.Last;

        await olga.Says("/rolle");
        await olga.Taps("Rolle vergeben: Fachkraft");
        var used = CodeIn(olga);
        await eve.Says($"/rolle {used}");
        eve.Sees("neue Rolle: Fachkraft");
        await ben.Says($"/rolle {used}");
        Assert.Equal(answer, ben.Chat.Last);

        await olga.Taps("Rolle vergeben: Moderation");
        var late = CodeIn(olga);
        await hood.Advance(Duration.FromDays(8));
        await ben.Says($"/rolle {late}");
        Assert.Equal(answer, ben.Chat.Last);
    }

    [Fact]
    public async Task With_the_role_a_professional_gets_the_buttons_for_the_work()
    {
        await using var hood = await Hood.Start();
        var (olga, eve) = (await Operator(hood), await hood.Neighbour("Eve", messenger: "chat"));
        await olga.Says("/rolle");
        await olga.Taps("Rolle vergeben: Fachkraft");
        await eve.Says($"/rolle {CodeIn(olga)}");
        await eve.Taps("Kollegiale Beratung");
        eve.SeesLast("Neue Beratung");
    }

    [Fact]
    public async Task After_five_wrong_codes_even_a_right_one_has_to_wait()
    {
        await using var hood = await Hood.Start();
        var (olga, ben) = (await Operator(hood), hood.Stranger("Ben"));
        await olga.Says("/rolle");
        await olga.Taps("Rolle vergeben: Moderation");
        for (var i = 0; i < 5; i++)
            await ben.Says($"/rolle WRONG23{i + 2}");
        await ben.Says($"/rolle {CodeIn(olga)}");
        ben.SeesLast("in einer Stunde");
        await hood.Advance(Duration.FromMinutes(61));
        await ben.Says($"/rolle {CodeIn(olga)}");
        ben.SeesLast("[Ja, einverstanden]");
    }

    [Fact]
    public async Task A_code_ends_with_the_role_of_who_made_it()
    {
        await using var hood = await Hood.Start();
        var (olga, otto) = (await Operator(hood), await hood.Neighbour("Otto", roles: Role.Operator));
        await otto.Says("/rolle");
        await otto.Taps("Rolle vergeben: Moderation");
        await olga.Says("/rolle");
        await olga.Taps("Otto: Rolle Betrieb entziehen");
        await olga.Taps("Ja, Rolle entziehen");
        otto.SeesLast("Ihre Rolle ist beendet");
        var ben = await hood.Neighbour("Ben");
        await ben.Says($"/rolle {CodeIn(otto)}");
        ben.SeesLast("Dieser Code gilt nicht");
    }

    [Fact]
    public async Task The_last_operator_stays_even_when_both_take_the_role_at_once()
    {
        for (var i = 0; i < 50; i++)
        {
            await using var hood = await Hood.Start();
            var (olga, otto) = (await Operator(hood), await hood.Neighbour("Otto", roles: Role.Operator));
            await Task.WhenAll(
                Task.Run(() => olga.TapsToken($"1:q-taken:{otto.PersonId}:o+linden")),
                Task.Run(() => otto.TapsToken($"1:q-taken:{olga.PersonId}:o+linden"))
            );
            Person[] both =
            [
                (await hood.Find(Person.Kind, olga.PersonId))!,
                (await hood.Find(Person.Kind, otto.PersonId))!,
            ];
            Assert.Single(both, p => p.Is(Role.Operator, "linden"));
        }
    }

    [Fact]
    public async Task The_last_operator_cannot_be_removed()
    {
        await using var hood = await Hood.Start();
        var olga = await Operator(hood);
        await olga.Says("/rolle");
        await olga.Taps("Olga: Rolle Betrieb entziehen");
        await olga.Taps("Ja, Rolle entziehen");
        olga.SeesLast("letzte Person im Betrieb");
    }

    [Fact]
    public async Task Who_moderates_along_is_confirmed_by_an_operator()
    {
        await using var hood = await Hood.Start();
        var (olga, ben) = (await Operator(hood), await hood.Neighbour("Ben"));
        await olga.Says("/rolle", hood.Moderation);
        var tap = await ben.Taps("Ich moderiere mit", hood.Moderation);
        Assert.Equal("role.wish.sent", tap.Toast!.Key);
        Assert.Equal("role.wish.waits", (await ben.Taps("Ich moderiere mit", hood.Moderation)).Toast!.Key);
        olga.SeesLast("Ben möchte mitmoderieren");
        await ben.TapsToken(olga.Token("Zur Moderation machen"));
        Assert.Empty((await hood.Find(Person.Kind, ben.PersonId))!.Roles);
        await olga.Taps("Zur Moderation machen");
        ben.Sees("neue Rolle: Moderation");
        Assert.True((await hood.Find(Person.Kind, ben.PersonId))!.Is(Role.Moderator, "linden"));
        await olga.Taps("Zur Moderation machen");
        olga.SeesLast("Das finde ich nicht");
    }

    [Fact]
    public async Task An_anonymous_admin_has_no_rights()
    {
        await using var hood = await Hood.Start();
        var olga = await Operator(hood);
        await olga.Says("/rolle", hood.Moderation);
        var anonymous = new Sender(olga.Account, "Group", IsAnonymous: true);
        var token = olga.Token("Ich moderiere mit", hood.Moderation);
        var tap = await hood.Take(hood.Moderation.Place, anonymous, new Content.Press(token));
        Assert.Equal("role.wish.anonymous", tap.Toast!.Key);
        await hood.Take(hood.Moderation.Place, anonymous, new Content.Words("/kanal"));
        olga.SeesLast("Sie schreiben hier anonym", hood.Moderation);
    }

    [Fact]
    public async Task Residents_see_their_own_roles_and_nothing_of_others()
    {
        await using var hood = await Hood.Start();
        var (_, ben) = (await Operator(hood), await hood.Neighbour("Ben", "en"));
        await ben.Says("/role");
        ben.SeesLast("You have no special role");
        ben.DoesNotSee("Olga");
        await ben.Says("/quartier");
        ben.SeesLast("I cannot find");
        await ben.Says("/rolle ABCD2345", hood.Moderation);
        ben.SeesLast("nur privat", hood.Moderation);
    }

    [Fact]
    public async Task An_operator_changes_the_Quartier_and_adds_another()
    {
        await using var hood = await Hood.Start();
        var olga = await Operator(hood);
        await olga.Says("/quartier");
        olga.SeesLast("LINDE234");
        await olga.Taps("Namen ändern");
        await olga.Says("Lindenhof");
        olga.SeesLast("Quartier Lindenhof");
        await olga.Taps("Ab jetzt sofort zeigen");
        Assert.False((await hood.Find(Quartier.Kind, "linden"))!.ReleaseFirst);
        await olga.Taps("Zeitzone ändern");
        await olga.Says("Mond/Krater");
        olga.SeesLast("Europe/Vienna");
        await olga.Says("Europe/Vienna");
        await olga.Taps("Erinnerung ändern");
        await olga.Says("zwei");
        olga.SeesLast("nach 2 Stunden");
        await olga.Taps("Neuen Beitritts-Code machen");
        await olga.Taps("Ja, neuen Code machen");
        olga.DoesNotSee("Code zum Beitreten: \n");
        Assert.NotEqual("LINDE234", (await hood.Find(Quartier.Kind, "linden"))!.JoinCode);

        await olga.Taps("Weiteres Quartier anlegen");
        await olga.Says("Hafenviertel");
        await olga.Taps("Nein, sofort zeigen");
        olga.SeesLast("Quartier Hafenviertel");
        olga.SeesLast("Kanäle der Moderation");
        await olga.Says("/quartier");
        olga.SeesLast("[Hafenviertel]");
    }

    [Fact]
    public async Task An_operator_keeps_contacts()
    {
        await using var hood = await Hood.Start();
        var olga = await Operator(hood);
        await olga.Says("/kontakte");
        olga.SeesLast("Es gibt noch keine Kontakte");
        await olga.Taps("Kontakt hinzufügen");
        await olga.Says("Pflegestützpunkt");
        await olga.Says("Fragen zur Pflege");
        await olga.Says("Telefon 0234 567");
        await olga.Taps("Kontakt speichern");
        await olga.Taps("Alle Kontakte zeigen");
        await olga.Taps("Pflegestützpunkt");
        await olga.Taps("Kontakt ändern");
        await olga.Taps("Etwas ändern");
        await olga.Taps("Erreichbar");
        await olga.Says("Markt 1, montags");
        await olga.Taps("Kontakt speichern");
        Assert.Equal("Markt 1, montags", (await hood.Query(Contact.Kind, "quartier", "linden")).Single().Reach);
        await olga.Taps("Alle Kontakte zeigen");
        await olga.Taps("Pflegestützpunkt");
        await olga.Taps("Kontakt entfernen");
        await olga.Taps("Ja, entfernen");
        Assert.Empty(await hood.Query(Contact.Kind, "quartier", "linden"));
    }

    internal static Task<Actor> Operator(Hood hood) => hood.Neighbour("Olga", roles: Role.Operator);

    private static string CodeIn(Actor operatorOf) =>
        operatorOf.Chat.Messages.Last(m => m.Lines.Any(l => l.Key == "role.code")).Lines[1].Args[0].Value;

    /// <summary>The program starts; gives back the code that it prints.</summary>
    private static Task<string?> Starts(Hood hood) => new FirstStart(hood.Store, new Settings(), hood.Time).Run();
}
