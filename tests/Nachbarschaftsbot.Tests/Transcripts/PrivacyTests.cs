using System.Text.Json;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Messages;
using Nachbarschaftsbot.Core.Neighbours;
using NodaTime;

namespace Nachbarschaftsbot.Tests.Transcripts;

public sealed class PrivacyTests
{
    [Fact]
    public async Task Privacy_and_imprint_name_who_is_responsible()
    {
        await using var hood = await Hood.Start();
        hood.Registry.About = new About
        {
            Operator = "Verein Linde",
            Contact = "030 123456",
            Imprint = "Lindenstraße 1, 12345 Lindenstadt",
            ComplaintOffice = "Landesbeauftragte für den Datenschutz",
            PrivacyLink = "https://example.org/datenschutz",
        };
        var ada = hood.Stranger("Ada");
        await ada.Says("/privacy");
        ada.SeesLast("Verein Linde");
        ada.SeesLast("Landesbeauftragte");
        ada.SeesLast("/meine_daten");
        ada.SeesLast("24 Monaten");
        ada.SeesLast("30 Tagen");
        ada.SeesLast("[Den ganzen Text lesen]");
        await ada.Says("/impressum");
        ada.SeesLast("Lindenstraße 1");
    }

    [Fact]
    public async Task Reading_about_privacy_does_not_lose_the_question()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/start");
        await ada.Taps("Datenschutz lesen");
        ada.Sees("Was ich speichere");
        ada.SeesLast("[Ja, einverstanden]");
        await ada.Says("ja");
        ada.SeesLast("Wie ist Ihr Vorname?");
    }

    [Fact]
    public async Task My_data_comes_as_words_and_as_a_file_with_a_schema()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Says("/meine_daten");
        ada.SeesLast("Vorname: Ada");
        ada.SeesLast("Quartier: Lindenviertel");
        var file = ada.Chat.Messages[^1].File!;
        using var json = JsonDocument.Parse(file.Bytes);
        Assert.Equal(MyData.Schema, json.RootElement.GetProperty("schema").GetString());
        Assert.Equal(MyData.Version, json.RootElement.GetProperty("version").GetInt32());
        Assert.True(json.RootElement.TryGetProperty("created", out _));
        var person = json
            .RootElement.GetProperty("data")
            .EnumerateArray()
            .Single(d => d.GetProperty("what").GetString() == "mydata.person");
        Assert.Equal("Ihr Profil", person.GetProperty("title").GetString());
        Assert.Equal("Ada", person.GetProperty("values").GetProperty("firstName").GetString());
    }

    [Fact]
    public async Task My_data_never_goes_into_a_group()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var group = hood.Group("-5");
        await ada.Says("/meine_daten", group);
        ada.SeesLast("nur im privaten Chat", group);
        Assert.DoesNotContain(group.Messages, m => m.File is not null);
    }

    [Fact]
    public async Task Who_is_not_stored_is_told_so()
    {
        await using var hood = await Hood.Start();
        var ada = hood.Stranger("Ada");
        await ada.Says("/meine_daten");
        ada.SeesLast("nichts über Sie gespeichert");
        await ada.Says("/loeschen");
        ada.SeesLast("nichts zu löschen");
        await ada.Says("Ich suche jemanden zum Reden");
        await ada.Says("/mydata");
        ada.SeesLast("Ich suche jemanden zum Reden");
        await ada.Says("/delete");
        Assert.Null(await hood.Find(Conversation.Kind, ada.Place.Key));
    }

    [Fact]
    public async Task Deleting_asks_twice_erases_everything_and_first_contact_starts_anew()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var bo = await hood.Neighbour("Bo");
        foreach (var (by, whom) in new[] { (ada, bo), (bo, ada) })
            await hood.Put(
                Block.Kind,
                new Block
                {
                    Id = Block.IdOf(by.PersonId, whom.PersonId),
                    By = by.PersonId,
                    Whom = whom.PersonId,
                }
            );
        var inGroup = new Conversation { Id = $"test:-9|{ada.Account.Key}" };
        await hood.Put(Conversation.Kind, inGroup);
        await ada.Says("/einstellungen");
        await ada.Taps("Vorname ändern");
        await ada.Says("/loeschen");
        ada.SeesLast("Sicherungs-Kopien");
        await ada.Taps("Ja, alles löschen");
        ada.SeesLast("Sind Sie sicher?");
        var yes = ada.Token("Ja, endgültig löschen");
        await ada.TapsToken(yes);
        ada.SeesLast("Alles ist gelöscht");
        Assert.Null(await hood.Find(Person.Kind, ada.PersonId));
        Assert.Null(await hood.Find(AccountLink.Kind, ada.Account.Key));
        Assert.Null(await hood.Find(Conversation.Kind, ada.Place.Key));
        Assert.Null(await hood.Find(Conversation.Kind, inGroup.Id));
        Assert.Empty(await hood.Query(Block.Kind, "by", bo.PersonId));
        Assert.Null(await hood.Store.NextTimer());
        await ada.TapsToken(yes);
        ada.SeesLast("früheren Frage");
        await ada.Says("Hallo");
        ada.SeesLast("[Ja, einverstanden]");
    }

    [Fact]
    public async Task No_at_either_step_keeps_everything()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", "en");
        await ada.Says("/delete");
        await ada.Says("no");
        ada.SeesLast("I have deleted nothing");
        await ada.Says("/delete");
        await ada.Taps("Yes, delete everything");
        await ada.Taps("No, keep it after all");
        ada.SeesLast("I have deleted nothing");
        Assert.NotNull(await hood.Find(Person.Kind, ada.PersonId));
    }

    [Fact]
    public async Task The_last_operator_is_told_what_deleting_means()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada", roles: Role.Operator);
        await ada.Says("/loeschen");
        ada.SeesLast("Nur Sie betreiben diesen Bot");
        var bo = await hood.Neighbour("Bo", roles: Role.Operator);
        await bo.Says("/loeschen");
        bo.DoesNotSee("Nur Sie betreiben diesen Bot");
    }

    [Fact]
    public async Task Who_blocked_the_bot_gets_nothing_until_it_is_unblocked()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await ada.Does(MembershipChange.Blocked);
        Assert.Null((await hood.Find(Person.Kind, ada.PersonId))!.Home);
        await ada.Does(MembershipChange.Unblocked);
        Assert.Equal(ada.Place, (await hood.Find(Person.Kind, ada.PersonId))!.Home);
        await hood.Take(ada.Place, null, new Content.Unreachable(Gone: false));
        Assert.Null((await hood.Find(Person.Kind, ada.PersonId))!.Home);
        await ada.Says("/start");
        Assert.Equal(ada.Place, (await hood.Find(Person.Kind, ada.PersonId))!.Home);
    }

    [Fact]
    public async Task With_the_last_account_goes_the_person()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        await hood.Take(ada.Place, null, new Content.Unreachable(Gone: true));
        Assert.Null(await hood.Find(Person.Kind, ada.PersonId));
        Assert.Null(await hood.Find(AccountLink.Kind, ada.Account.Key));
    }

    [Fact]
    public async Task After_two_years_of_silence_the_bot_asks_and_then_deletes()
    {
        await using var hood = await Hood.Start();
        var (ada, bo) = (await hood.Neighbour("Ada"), await hood.Neighbour("Bo"));
        await hood.Advance(Duration.FromDays(32));
        await ada.Says("/start");
        await bo.Says("/start");
        await hood.Advance(Duration.FromDays(740));
        ada.SeesLast("Möchten Sie dabei bleiben?");
        await ada.Taps("Ich bleibe dabei");
        await hood.Advance(Duration.FromDays(31));
        Assert.NotNull(await hood.Find(Person.Kind, ada.PersonId));
        Assert.Null(await hood.Find(Person.Kind, bo.PersonId));
    }

    [Fact]
    public async Task Two_years_count_from_the_last_word_whenever_in_its_month_that_was()
    {
        await using var hood = await Hood.Start();
        var ada = await hood.Neighbour("Ada");
        var first = hood.Now.InUtc().Date.With(DateAdjusters.StartOfMonth).PlusMonths(1);
        await hood.Advance(first.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() + Duration.FromHours(9) - hood.Now);
        await ada.Says("/start");
        await hood.Advance(Duration.FromDays(20));
        await ada.Says("/start");
        await hood.Advance(Duration.FromDays(728));
        ada.DoesNotSee("Möchten Sie dabei bleiben?");
        await hood.Advance(Duration.FromDays(3));
        ada.SeesLast("Möchten Sie dabei bleiben?");
    }
}
