using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// Once a day removes pictures that no row names: those stored by a process that died before it could say whose they are. Two silos doing it at once do no
/// harm.
/// </summary>
internal sealed class SweepAvatars(NpgsqlDataSource dataSource, FileStore files, TimeProvider time)
{
    /// <summary>Younger ones may be about to be named.</summary>
    private static readonly TimeSpan LeaveFor = TimeSpan.FromHours(1);

    /// <returns>How many were removed.</returns>
    internal async Task<int> Sweep(CancellationToken cancellationToken)
    {
        var removed = 0;
        await foreach (var key in files.List(AvatarName.Folder, cancellationToken))
        {
            if (
                !AvatarName.TryParse(key, out var userId, out var name, out var storedAt)
                || time.GetUtcNow() - storedAt < LeaveFor
                || await IsNamed(userId, name, cancellationToken)
            )
            {
                continue;
            }

            await files.Delete(key, cancellationToken);
            removed++;
        }

        return removed;
    }

    private async Task<bool> IsNamed(Guid userId, string name, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select exists (select from identity.users where id = $1 and avatar = $2)");
        command.With(userId).With(name);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
