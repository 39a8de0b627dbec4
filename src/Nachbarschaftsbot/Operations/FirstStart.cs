using System.Security.Cryptography;
using Nachbarschaftsbot.Core.Dialogues;
using Nachbarschaftsbot.Core.Documents;
using Nachbarschaftsbot.Core.Neighbours;
using Nachbarschaftsbot.Core.Quartiere;
using Nachbarschaftsbot.Store;
using NodaTime.Extensions;

namespace Nachbarschaftsbot.Operations;

/// <summary>What has to be there before the first message: a Quartier, its moderation page, a way to become operator.</summary>
internal sealed class FirstStart(IStore store, Settings settings, TimeProvider time)
{
    /// <summary>Id of the Quartier made from the settings.</summary>
    public const string QuartierId = "quartier";

    /// <summary>Opens the store and makes what is missing.</summary>
    /// <returns>The one-time code that makes somebody operator, while there is none; otherwise null.</returns>
    public async Task<string?> Run()
    {
        var ids = new Ids(RandomNumberGenerator.GetBytes(32), time.GetCurrentInstant());
        await MakeQuartier(ids);
        return await HasOperator() ? null : await MakeOperatorCode(ids);
    }

    private async Task MakeQuartier(Ids ids)
    {
        if ((await store.Query(Quartier.Kind, "name", "", "\uffff", 1)).Count > 0)
            return;
        var quartier = new Quartier
        {
            Id = QuartierId,
            Name = settings.Quartier.Name.Trim(),
            JoinCode = ids.Code(),
            Zone = settings.Quartier.Zone,
            ReleaseFirst = settings.Quartier.ReleaseFirst,
        };
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(Quartier.Kind, quartier, 0));
        var page = Channels.Page(QuartierId);
        changes.Puts.Add(new(Channel.Kind, page, await store.VersionOf(Channel.Kind, page.Id)));
        await store.Commit(changes);
    }

    private async Task<bool> HasOperator()
    {
        var staff = await store.Query(Person.Kind, "staff", "", "\uffff", 1000);
        return staff.Any(p => p.Document.Roles.Any(r => r.Role == Role.Operator));
    }

    /// <summary>The code of an earlier start that nobody used goes: only its hash is known, nobody could be told it again.</summary>
    private async Task<string> MakeOperatorCode(Ids ids)
    {
        var code = ids.Code();
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        var old = await store.Query(
            Code.Kind,
            "issuer",
            IndexValue.Below(Code.FromHost),
            IndexValue.After(Code.FromHost),
            100
        );
        foreach (var unused in old.Where(c => c.Document.UsedBy is null))
            changes.Deletes.Add(new(Code.Kind, unused.Document.Id, unused.Version));
        changes.Puts.Add(
            new(
                Code.Kind,
                new Code
                {
                    Id = Code.IdOf(code),
                    Role = Role.Operator,
                    Quartier = RoleIn.Everywhere,
                },
                0
            )
        );
        await store.Commit(changes);
        return code;
    }
}
