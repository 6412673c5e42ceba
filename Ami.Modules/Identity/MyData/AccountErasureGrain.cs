using Ami.Core;
using Ami.Modules.Identity.Contracts;

namespace Ami.Modules.Identity.MyData;

/// <summary>Erases one account, whose id is the key, when its reminder is due and nobody has called it off.</summary>
internal sealed class AccountErasureGrain(GrainContext grain, UnitOfWork unitOfWork, PersonalDataSet data, TimeProvider time) : IRemindable
{
    public const string Type = "account-erasure";
    public const string Erase = "erase";

    public static GrainContext Of(Guid userId) => new(Type, userId);

    public async Task Remind(string name, string? payload, CancellationToken cancellationToken)
    {
        if (!await IsDue(cancellationToken)) return;
        await data.Erase(grain.Key, cancellationToken);
        unitOfWork.Publish(new UserErased(grain.Key, time.GetUtcNow()));
    }

    /// <summary>Locks the account: a sign-in that is just calling it off comes first or finds no account.</summary>
    private async Task<bool> IsDue(CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select from identity.users where id = $1 and deletion_due_at <= $2 for update");
        command.Parameters.Add(new() { Value = grain.Key });
        command.Parameters.Add(new() { Value = time.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }
}
