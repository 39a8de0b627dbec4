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
        var known = await store.Query(Quartier.Kind, "name", "", "\uffff", 2);
        if (known.Count > 0 && !await IsUntouched(known))
            return;
        var quartier = (known.Count > 0 ? known[0].Document : Make(ids.Code())) with
        {
            Name = settings.Quartier.Name.Trim(),
            Zone = settings.Quartier.Zone,
            ReleaseFirst = settings.Quartier.ReleaseFirst,
        };
        var changes = new ChangeSet { At = time.GetCurrentInstant() };
        changes.Puts.Add(new(Quartier.Kind, quartier, known.Count > 0 ? known[0].Version : 0));
        var page = Channels.Page(QuartierId);
        changes.Puts.Add(new(Channel.Kind, page, await store.VersionOf(Channel.Kind, page.Id)));
        await store.Commit(changes);
    }

    private static Quartier Make(string joinCode) =>
        new()
        {
            Id = QuartierId,
            Name = "",
            JoinCode = joinCode,
        };

    /// <summary>The Quartier of an earlier start that nobody joined yet: the settings may still change it.</summary>
    private async Task<bool> IsUntouched(IReadOnlyList<Versioned<Quartier>> known)
    {
        if (known is not [{ Document.Id: QuartierId }])
            return false;
        var (from, below) = (IndexValue.Below(QuartierId), IndexValue.After(QuartierId));
        return (await store.Query(Person.Kind, "quartier", from, below, 1)).Count == 0 && !await HasOperator();
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
