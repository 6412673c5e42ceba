using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>
/// What decides an account's plan: the larger one of what it pays for and what staff gave it. Everybody who changes either comes here, so that the change
/// counts in every process as soon as it commits.
/// </summary>
internal sealed class AccountPlans(UnitOfWork unitOfWork, ChangedPlans changed, TimeProvider time) : IPaidPlans
{
    /// <inheritdoc/>
    public Task<Plan?> Set(Guid userId, Plan paid, CancellationToken cancellationToken = default) => Change(userId, "paid_plan", paid, cancellationToken);

    /// <summary>Gives an account a plan that nobody pays for; <see cref="Plan.Free"/> takes it back.</summary>
    /// <returns>The plan that the account has now; null when there is no such account.</returns>
    public Task<Plan?> Give(Guid userId, Plan given, CancellationToken cancellationToken) => Change(userId, "given_plan", given, cancellationToken);

    private async Task<Plan?> Change(Guid userId, string column, Plan plan, CancellationToken cancellationToken)
    {
        if (await Write(userId, column, plan, cancellationToken) is not var (before, paid, given))
        {
            return null;
        }

        var now = paid > given ? paid : given;
        if (now == before)
        {
            return now;
        }

        var at = time.GetUtcNow();
        await using var command = unitOfWork.Command("update identity.users set plan = $2, plan_changed_at = $3 where id = $1");
        command.With(userId).With(now.ToString()).With(at);
        await command.ExecuteNonQueryAsync(cancellationToken);
        unitOfWork.OnCommitted(() => changed.Announce(userId, now, at));
        return now;
    }

    /// <summary>Holds the account's row from here on.</summary>
    private async Task<(Plan Before, Plan Paid, Plan Given)?> Write(Guid userId, string column, Plan plan, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command($"update identity.users set {column} = $2 where id = $1 returning plan, paid_plan, given_plan");
        command.With(userId).With(plan.ToString());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (Of(reader, 0), Of(reader, 1), Of(reader, 2)) : null;
    }

    private static Plan Of(NpgsqlDataReader row, int column) => Enum.Parse<Plan>(row.GetString(column));
}
