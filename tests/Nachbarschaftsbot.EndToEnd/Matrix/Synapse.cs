using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nachbarschaftsbot.EndToEnd.Operations;
using Nachbarschaftsbot.EndToEnd.Teams;

namespace Nachbarschaftsbot.EndToEnd.Matrix;

/// <summary>
/// Synapse, the reference homeserver, as a process of its own with a database of its own, ended by process id. <c>tests/install-peers</c>
/// makes the folder it lives in.
/// </summary>
internal sealed class Synapse : IAsyncDisposable
{
    /// <summary>The server's name: the part behind the colon in its users' ids.</summary>
    internal const string Name = "localhost";

    /// <summary>What tests do faster than people; <c>docs/configuration</c> of Synapse describes each.</summary>
    private const string Loose = """

        suppress_key_server_warning: true
        trusted_key_servers: []
        presence: {enabled: false}
        rc_message: {per_second: 1000, burst_count: 1000}
        rc_registration: {per_second: 1000, burst_count: 1000}
        rc_login:
          address: {per_second: 1000, burst_count: 1000}
          account: {per_second: 1000, burst_count: 1000}
        rc_joins:
          local: {per_second: 1000, burst_count: 1000}
        rc_joins_per_room: {per_second: 1000, burst_count: 1000}
        rc_invites:
          per_room: {per_second: 1000, burst_count: 1000}
          per_user: {per_second: 1000, burst_count: 1000}
          per_issuer: {per_second: 1000, burst_count: 1000}
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient http;
    private readonly string folder;
    private readonly string secret;
    private Process? process;

    private Synapse(string folder, int port)
    {
        this.folder = folder;
        Address = new($"http://127.0.0.1:{port}");
        http = new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) };
        var written = File.ReadAllText(Settings).Replace("port: 8008", $"port: {port}", StringComparison.Ordinal);
        secret = Regex.Match(written, "^registration_shared_secret: \"(.*)\"$", RegexOptions.Multiline).Groups[1].Value;
        File.WriteAllText(Settings, written + Loose);
    }

    /// <summary>Where its client API is.</summary>
    internal Uri Address { get; }

    private static string Root => Path.Combine(Peers.Folder, "synapse");

    /// <summary>Debian gives the program a name of its own.</summary>
    private static string Tool =>
        File.Exists(Path.Combine(Root, "usr/bin/register_new_matrix_user"))
            ? "register_new_matrix_user"
            : "synapse_register_new_matrix_user";

    private string Inside => $"/{Path.GetFileName(folder)}";

    private string Settings => Path.Combine(folder, "homeserver.yaml");

    /// <summary>Makes a homeserver with nobody in it, or skips the test and says how to get what is missing.</summary>
    internal static async Task<Synapse> Make()
    {
        Assert.SkipUnless(
            File.Exists(Path.Combine(Root, "usr/bin/python3")) && Environment.IsPrivilegedProcess,
            "Synapse is not installed, or this is not root. Run tests/install-peers as root on Debian (it needs mmdebstrap and a network)."
        );
        var folder = Directory.CreateDirectory(Path.Combine(Root, $"home-{Guid.NewGuid():N}")).FullName;
        var inside = $"/{Path.GetFileName(folder)}";
        using var making = Run(
            $"--generate-config -H {Name} -c {inside}/homeserver.yaml --report-stats=no --config-directory {inside} --data-directory {inside}"
        );
        await making.WaitForExitAsync();
        return new(folder, FreePort());
    }

    /// <summary>The same, started.</summary>
    internal static async Task<Synapse> Start()
    {
        var made = await Make();
        await made.GoOn();
        return made;
    }

    /// <summary>Lets it know an application service. Before it is started.</summary>
    internal void Register(string registration)
    {
        File.WriteAllText(Path.Combine(folder, "service.yaml"), registration);
        File.AppendAllText(Settings, $"\napp_service_config_files: [{Inside}/service.yaml]\n");
    }

    /// <summary>Starts it, the first time or again.</summary>
    internal async Task GoOn()
    {
        process = Run($"-c {Inside}/homeserver.yaml");
        for (var began = Stopwatch.GetTimestamp(); ; await Task.Delay(200))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException("Synapse did not start.");
            try
            {
                using var answer = await http.GetAsync("/_matrix/client/versions");
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException) { }
        }
    }

    /// <summary>Ends it; what it knows stays.</summary>
    internal async Task Halt()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Makes an account by the shared secret and gives its access token.</summary>
    internal async Task<string> Account(string name, bool isAdmin = false)
    {
        const string Way = "/_synapse/admin/v1/register";
        var nonce = (string)(await http.GetFromJsonAsync<JsonObject>(Way))!["nonce"]!;
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        var user = name.ToLowerInvariant();
        var signed = string.Join('\0', nonce, user, password, isAdmin ? "admin" : "notadmin");
        var answer = await http.PostAsJsonAsync(
            Way,
            new JsonObject
            {
                ["nonce"] = nonce,
                ["username"] = user,
                ["displayname"] = name,
                ["password"] = password,
                ["admin"] = isAdmin,
                ["mac"] = Convert.ToHexStringLower(
                    HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed))
                ),
            }
        );
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        return (string?)body!["access_token"] ?? throw new InvalidOperationException($"No account: {body}");
    }

    /// <summary>Makes an account as administrators do, with the program that comes with Synapse, and logs in to it.</summary>
    internal async Task<string> AccountByProgram(string user)
    {
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        var made = await Shell.Run(
            "chroot",
            [
                Root,
                Tool,
                "-c",
                $"{Inside}/homeserver.yaml",
                "-u",
                user,
                "-p",
                password,
                "--no-admin",
                Address.ToString(),
            ],
            Root
        );
        Assert.True(made.Code == 0, made.Output);
        var answer = await http.PostAsJsonAsync(
            "/_matrix/client/v3/login",
            new JsonObject
            {
                ["type"] = "m.login.password",
                ["identifier"] = new JsonObject { ["type"] = "m.id.user", ["user"] = user },
                ["password"] = password,
            }
        );
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!;
    }

    /// <summary>An account with an independent client behind it.</summary>
    internal async Task<MatrixPerson> Person(string name, bool hasKeys = false) =>
        await MatrixPerson.Start(Address, name, await Account(name), hasKeys);

    public async ValueTask DisposeAsync()
    {
        await Halt();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static Process Run(string arguments)
    {
        var info = new ProcessStartInfo("chroot", $"{Root} python3 -m synapse.app.homeserver {arguments}")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
