using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>Closes the ways into an account beside its password that somebody else may have opened. Runs inside a unit of work.</summary>
internal sealed class OtherWaysIn(UnitOfWork unitOfWork, Authenticators authenticators)
{
    /// <summary>
    /// Linked providers end, and every browser is asked for the second factor again. The factor itself stays: who only has the mailbox must not get past it.
    /// </summary>
    public async Task Close(Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("delete from identity.external_logins where user_id = $1").With(userId));
        batch.BatchCommands.Add(Distrust(userId));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// As <see cref="Close"/>, and without the second factor: whoever set it up for an address that was never confirmed did not show that it is theirs.
    /// </summary>
    public async Task CloseOfStranger(Guid userId, CancellationToken cancellationToken)
    {
        await Close(userId, cancellationToken);
        await authenticators.TurnOff(userId, cancellationToken);
    }

    /// <summary>Asks every browser for the second factor again.</summary>
    public async Task DistrustDevices(Guid userId, CancellationToken cancellationToken)
    {
        await using var batch = unitOfWork.Batch();
        batch.BatchCommands.Add(Distrust(userId));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Npgsql.NpgsqlBatchCommand Distrust(Guid userId) =>
        new NpgsqlBatchCommand("update identity.devices set trusted_until = null where user_id = $1 and trusted_until is not null").With(userId);
}
