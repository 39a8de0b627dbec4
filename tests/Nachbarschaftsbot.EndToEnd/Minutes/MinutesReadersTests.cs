using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Sozialraumdialoge;
using Nachbarschaftsbot.EndToEnd.Browser;
using Nachbarschaftsbot.EndToEnd.Operations;
using Nachbarschaftsbot.Store;
using Nachbarschaftsbot.Store.Sqlite;
using NodaTime;

namespace Nachbarschaftsbot.EndToEnd.Minutes;

/// <summary>Minutes of a dialogue out of the running program: the document in a program that nobody here wrote, the page for everybody.</summary>
public sealed class MinutesReadersTests
{
    private const string Secret = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string Python = "/usr/bin/python3";
    private static readonly Instant Start = Instant.FromUtc(2026, 12, 9, 13, 0);

    private const string Script = """
        import json, sys, docx
        d = docx.Document(sys.argv[1])
        print(json.dumps({
            'title': d.core_properties.title,
            'headings': [p.text for p in d.paragraphs if p.style.name.lower().startswith('heading')],
            'bullets': [p.text for p in d.paragraphs if p.style.name == 'List Bullet'],
            'rows': [[c.text for c in r.cells] for t in d.tables for r in t.rows],
        }))
        """;

    [Fact]
    public async Task Python_docx_reads_headings_answers_and_the_table()
    {
        Assert.SkipWhen(await Missing(), "python3-docx is missing. To run this test: apt-get install python3-docx");
        await using var house = new Household();
        await Fill(house);
        await house.Start();
        var file = Path.Combine(house.Data, "protokoll.docx");
        await File.WriteAllBytesAsync(
            file,
            await house.Http.GetByteArrayAsync($"{house.Address}{Links.Path}{Secret}/datei")
        );
        var ended = await Shell.Run(Python, ["-c", Script, file], house.Data);
        Assert.True(ended.Code == 0, ended.Output);
        using var read = JsonDocument.Parse(ended.Output);
        Assert.Equal("Protokoll: Runde Linden, Treffen 1", read.RootElement.GetProperty("title").GetString());
        Assert.Equal(
            ["Offenes Gespräch", "Welche nutzbaren Ressourcen gibt es dafür?", "Vereinbarungen"],
            Texts(read.RootElement.GetProperty("headings"))
        );
        Assert.Equal(["Drei <Bänke> am Markt 👋"], Texts(read.RootElement.GetProperty("bullets")));
        Assert.Equal(
            [
                ["Was", "Wer", "Mit wem", "Bis wann", "Ergebnis"],
                ["Die Stadt fragen", "Paula (Nachbarschaftshaus)", "", "noch offen", "offen"],
            ],
            read.RootElement.GetProperty("rows").EnumerateArray().Select(Texts)
        );
    }

    [Fact]
    [Trait("Peer", "Chromium")]
    public async Task The_page_passes_the_scan_and_never_scrolls_sideways()
    {
        await using var house = new Household();
        await Fill(house);
        await house.Start();
        await using var room = await Room.Open();
        foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        foreach (var width in (int[])[1440, 320])
        {
            var context = await room.Context(width, 900, scheme);
            var page = await context.NewPageAsync();
            await page.GotoAsync($"{house.Address}{Links.Path}{Secret}");
            await Assertions
                .Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 }))
                .ToContainTextAsync("Protokoll");
            await Axe.FindsNothing(page, $"minutes {width} {scheme}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
            await context.CloseAsync();
        }
    }

    private static async Task<bool> Missing() =>
        !File.Exists(Python) || (await Shell.Run(Python, ["-c", "import docx"], Path.GetTempPath())).Code != 0;

    private static IReadOnlyList<string> Texts(JsonElement list) =>
        [.. list.EnumerateArray().Select(t => t.GetString()!)];

    /// <summary>A held meeting with one answer, one agreement and a link, in the database before the program starts.</summary>
    private static async Task Fill(Household house)
    {
        Directory.CreateDirectory(house.Data);
        await using var store = SqliteStore.Open(
            new SqliteOptions { Path = house.Database },
            [],
            TimeProvider.System,
            NullLogger.Instance
        );
        var changes = new ChangeSet { At = Start };
        changes.Puts.Add(new(Person.Kind, new Person { Id = "paula", FirstName = "Paula" }, 0));
        changes.Puts.Add(
            new(
                Dialogue.Kind,
                new Dialogue
                {
                    Id = "round",
                    Quartier = "quartier",
                    Name = "Runde Linden",
                    Purpose = "Wir wollen mehr Bänke.",
                    Members = [new("paula", "Nachbarschaftshaus")],
                },
                0
            )
        );
        changes.Puts.Add(
            new(
                DialogueMeeting.Kind,
                new DialogueMeeting
                {
                    Id = "meeting",
                    Quartier = "quartier",
                    Dialogue = "round",
                    Number = 1,
                    State = MeetingState.Held,
                    Start = Start,
                    Started = Start,
                    Ended = Start + Duration.FromMinutes(90),
                    Agenda = [new(AgendaItem.Free, 60)],
                    Said = [new(1, 0, 2, "Drei <Bänke> am Markt 👋")],
                },
                0
            )
        );
        changes.Puts.Add(
            new(
                Agreement.Kind,
                new Agreement
                {
                    Id = "agreement",
                    Quartier = "quartier",
                    Dialogue = "round",
                    Meeting = "meeting",
                    What = "Die Stadt fragen",
                    Owner = "paula",
                },
                0
            )
        );
        changes.Puts.Add(
            new(
                MinutesLink.Kind,
                new MinutesLink
                {
                    Id = "meeting-paula",
                    Meeting = "meeting",
                    Person = "paula",
                    Secret = Secret,
                },
                0
            )
        );
        Assert.Equal(CommitResult.Done, await store.Commit(changes));
    }
}
