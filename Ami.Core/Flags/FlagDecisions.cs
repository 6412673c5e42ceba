namespace Ami.Core;

/// <summary>Decides about flags; each decision is audited and known to every process at once. Scoped.</summary>
public sealed class FlagDecisions(UnitOfWork unitOfWork, Flags flags, AuditLog audit, TimeProvider time)
{
    private const string Subject = "flag";

    /// <summary>Decides a flag for everybody for whom it was not decided one by one.</summary>
    /// <param name="flag">A declared flag's name.</param>
    /// <param name="enabled">False switches it off.</param>
    /// <param name="percentage">How many percent of people have it, 0 to 100.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task ForAll(string flag, bool enabled, int percentage, CancellationToken cancellationToken = default) =>
        unitOfWork.Run(
            async ct =>
            {
                var before = (await flags.Read(unitOfWork, ct))[flag];
                await using var command = unitOfWork.Command(
                    """
                    insert into core.feature_flags (name, enabled, percentage, updated_at) values ($1, $2, $3, $4)
                    on conflict (name) do update set enabled = excluded.enabled, percentage = excluded.percentage, updated_at = excluded.updated_at
                    """
                );
                command.With(flag).With(enabled).With((short)percentage).With(time.GetUtcNow());
                await command.ExecuteNonQueryAsync(ct);
                audit.Append(
                    new AuditEntry("admin.flag-decided", Subject, flag)
                    {
                        Before = new { before.Enabled, before.Percentage },
                        After = new { enabled, percentage },
                    }
                );
                unitOfWork.OnCommitted(flags.Changed);
            },
            cancellationToken
        );

    /// <summary>Decides a flag for one person.</summary>
    /// <param name="flag">A declared flag's name.</param>
    /// <param name="userId">The person.</param>
    /// <param name="enabled">Null lets what holds for all hold again.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task ForPerson(string flag, Guid userId, bool? enabled, CancellationToken cancellationToken = default) =>
        unitOfWork.Run(
            async ct =>
            {
                var before = (await flags.Read(unitOfWork, ct))[flag].Users.TryGetValue(userId, out var was) ? was : (bool?)null;
                await using var command = unitOfWork.Command(
                    enabled is null
                        ? "delete from core.feature_flag_users where name = $1 and user_id = $2"
                        : """
                        insert into core.feature_flag_users (name, user_id, enabled, updated_at) values ($1, $2, $3, $4)
                        on conflict (name, user_id) do update set enabled = excluded.enabled, updated_at = excluded.updated_at
                        """
                );
                command.With(flag).With(userId);
                if (enabled is { } decided)
                {
                    command.With(decided).With(time.GetUtcNow());
                }

                await command.ExecuteNonQueryAsync(ct);
                audit.Append(
                    new AuditEntry("admin.flag-decided-for-person", "user", userId.ToString())
                    {
                        Before = new { flag, Enabled = before },
                        After = new { flag, enabled },
                    }
                );
                unitOfWork.OnCommitted(flags.Changed);
            },
            cancellationToken
        );
}
