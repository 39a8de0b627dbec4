using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Nachbarschaftsbot.Benchmarks;
using Nachbarschaftsbot.Benchmarks.Driver;
using Nachbarschaftsbot.Core.HelpRequests;
using Nachbarschaftsbot.Store.Sqlite;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>Help requests made through the webhook, and what of them stands in a database file.</summary>
internal static class Requests
{
    private const int Page = 1000;

    /// <summary>Somebody who was seeded asks for help, in the words of the form.</summary>
    internal static async Task Ask(Household house, int conversation, string what, long first = 1)
    {
        var chat = Load.Chat(0, conversation);
        var id = (conversation * 1000) + first;
        foreach (var step in Ours.Script.Steps)
        {
            var text = step.Contains("{tag}", StringComparison.Ordinal) ? what : step;
            Assert.Equal(HttpStatusCode.OK, await house.Post(id++, chat, text));
        }
    }

    /// <summary>What each request in a file is about, sorted. Works on a copy, so that the file stays as it is.</summary>
    internal static async Task<string[]> InFile(string file)
    {
        var folder = Directory.CreateTempSubdirectory("nachbarschaft-").FullName;
        try
        {
            var copy = Path.Combine(folder, "copy.db");
            foreach (var ending in (string[])["", "-wal"])
                if (File.Exists(file + ending))
                    File.Copy(file + ending, copy + ending);
            await using var store = SqliteStore.Open(
                new SqliteOptions { Path = copy },
                [HelpRequest.Kind],
                TimeProvider.System,
                NullLogger.Instance
            );
            return [.. (await All(store)).Select(r => r.What).Order(StringComparer.Ordinal)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>All requests of a store.</summary>
    internal static async Task<List<HelpRequest>> All(SqliteStore store)
    {
        var all = new List<HelpRequest>();
        var from = "";
        while (true)
        {
            var page = await store.Query(HelpRequest.Kind, "owner", from, "\uffff", Page);
            all.AddRange(page.Select(p => p.Document));
            if (page.Count < Page)
                return all;
            from = $"{Core.Documents.IndexValue.Of(all[^1].Owner, all[^1].Id)}\0";
        }
    }
}
