using System.Net;
using Nachbarschaftsbot.Benchmarks;
using Nachbarschaftsbot.Core.HelpRequests;

namespace Nachbarschaftsbot.EndToEnd.Operations;

/// <summary>Backup and restore while the program runs.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_brings_back_what_was_there_while_the_program_runs()
    {
        using var api = new StandInApi();
        await using var house = new Household().WithTelegram(api.Address);
        await Neighbours.Seed(house.Data, 1, 2);
        var running = await house.Start();
        await Requests.Ask(house, conversation: 0, "vor der Sicherung");

        var backup = await house.Command("backup", "sicherung.db");
        Assert.True(backup.Code == 0, backup.Output);
        var file = Path.Combine(house.Folder, "sicherung.db");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(["vor der Sicherung"], await Requests.InFile(file));

        await Requests.Ask(house, conversation: 1, "nach der Sicherung");
        var restore = await house.Command("restore", "sicherung.db");
        Assert.True(restore.Code == 0, restore.Output);
        await running.Says("A backup was put in place");
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/health/ready")).Status);
        await Requests.Ask(house, conversation: 1, "nach dem Zurückspielen", first: 500);
        Assert.Equal(0, (await running.Terminate()).Code);

        Assert.Equal(["nach dem Zurückspielen", "vor der Sicherung"], await Requests.InFile(house.Database));
        var kept = Assert.Single(
            Directory.GetFiles(house.Data, "*.before-restore-*"),
            f => !f.EndsWith("-wal", StringComparison.Ordinal) && !f.EndsWith("-shm", StringComparison.Ordinal)
        );
        Assert.Equal(["nach der Sicherung", "vor der Sicherung"], await Requests.InFile(kept));
    }

    [Fact]
    public async Task A_backup_never_writes_over_a_file()
    {
        await using var house = new Household();
        await (await house.Start()).Terminate();
        var file = Path.Combine(house.Folder, "da.db");
        await File.WriteAllTextAsync(file, "wichtig");
        var backup = await house.Command("backup", "da.db");
        Assert.Equal(1, backup.Code);
        Assert.Contains("gibt es schon", backup.Output);
        Assert.Equal("wichtig", await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData("fehlt.db")]
    [InlineData("kaputt.db")]
    [InlineData("leer.db")]
    public async Task A_file_that_is_no_backup_changes_nothing(string name)
    {
        await using var house = new Household();
        await (await house.Start()).Terminate();
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "kaputt.db"), new string('x', 5000));
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "leer.db"), "");
        var before = await File.ReadAllBytesAsync(house.Database);
        var restore = await house.Command("restore", name);
        Assert.Equal(1, restore.Code);
        Assert.DoesNotContain("   at ", restore.Output);
        Assert.Equal(before, await File.ReadAllBytesAsync(house.Database));
        Assert.Empty(Directory.GetFiles(house.Data, "*.restore*"));
    }

    [Fact]
    public async Task A_backup_without_a_database_says_so()
    {
        await using var house = new Household();
        var backup = await house.Command("backup", "sicherung.db");
        Assert.Equal(1, backup.Code);
        Assert.Contains("Store:Folder", backup.Output);
    }
}
