using Nachbarschaftsbot.Benchmarks.Driver;

namespace Nachbarschaftsbot.Benchmarks;

/// <summary>A bot that runs, with the Bot API it writes to and the load on it.</summary>
internal sealed class Course : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bench-").FullName;
    private readonly FakeApi _api;
    private BotProcess? _bot;

    private Course(Load load)
    {
        Load = load;
        _api = new(load.OnSend);
    }

    /// <summary>The load, connected and at rest.</summary>
    public Load Load { get; }

    /// <summary>Starts a bot in a folder of its own, where everybody who will write is known already.</summary>
    public static async Task<Course> Start(Contestant contestant, int connections)
    {
        var port = LoadBenchmark.FreePort();
        var course = new Course(new(port, contestant.Script));
        try
        {
            await Neighbours.Seed(course._folder, connections, contestant.Script.ChatsPerConnection);
            course._bot = await contestant.Start(port, course._api.Address, course._folder);
            course.Load.Connect(course._bot, connections);
            return course;
        }
        catch
        {
            course.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _bot?.Dispose();
        _api.Dispose();
        Load.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
