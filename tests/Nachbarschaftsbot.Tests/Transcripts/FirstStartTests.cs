using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Tests.Store;

namespace Nachbarschaftsbot.Tests.Transcripts;

/// <summary>What the settings say of the first Quartier counts until somebody lives in it.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task An_untouched_Quartier_takes_over_changed_settings_and_keeps_its_code()
    {
        using var folder = new TestFolder();
        await using var store = folder.OpenStore();
        var time = ManualTime.Wednesday();
        await new FirstStart(store, new Settings(), time).Run();
        var before = (await store.Find(Quartier.Kind, FirstStart.QuartierId))!.Value.Document;
        var settings = new Settings();
        (settings.Quartier.Name, settings.Quartier.Zone) = ("Nordstadt", "Europe/Lisbon");
        await new FirstStart(store, settings, time).Run();
        var after = (await store.Find(Quartier.Kind, FirstStart.QuartierId))!.Value.Document;
        Assert.Equal(before with { Name = "Nordstadt", Zone = "Europe/Lisbon" }, after);
    }

    [Fact]
    public async Task A_Quartier_with_people_keeps_what_they_gave_it()
    {
        using var folder = new TestFolder();
        await using var store = folder.OpenStore();
        var time = ManualTime.Wednesday();
        await new FirstStart(store, new Settings(), time).Run();
        var before = await store.Find(Quartier.Kind, FirstStart.QuartierId);
        var changes = new ChangeSet();
        var ada = new Person
        {
            Id = "ada",
            FirstName = "Ada",
            Quartier = FirstStart.QuartierId,
        };
        changes.Puts.Add(new(Person.Kind, ada, 0));
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
        await new FirstStart(store, new Settings { Quartier = { Name = "Anders" } }, time).Run();
        Assert.Equal(before, await store.Find(Quartier.Kind, FirstStart.QuartierId));
    }
}
