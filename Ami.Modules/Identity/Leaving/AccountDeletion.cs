using System.Globalization;
using Ami.Core.Documents;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>
/// Asking for one's account to be erased, and calling it off. The erasing itself is done by <see cref="AccountErasureGrain"/> when the time has come.
/// </summary>
internal sealed class AccountDeletion(
    UnitOfWork unitOfWork,
    IdentityDb db,
    Administrators administrators,
    WhatIsInTheWay way,
    SessionStore sessions,
    ShareLinks links,
    Reminders reminders,
    Messages messages,
    AuditLog audit,
    TimeProvider time
)
{
    /// <summary>How long one can still change one's mind.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(14);

    /// <param name="userId">Whose.</param>
    /// <param name="confirmation">Their address, as they typed it.</param>
    /// <param name="giveUp">Whether they do without what can be given up.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>When it will be erased; or what is in the way.</returns>
    public Task<Result<DateTimeOffset>> Request(Guid userId, string confirmation, bool giveUp, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<DateTimeOffset>>(
            async ct =>
            {
                // One after the other, so that the last two administrators can neither both leave, nor one leave while they take the role from the other.
                await administrators.OneAtATime(ct);
                if (
                    await db.Users.FromSql($"select * from identity.users where id = {userId} for update").AsNoTracking().SingleOrDefaultAsync(ct)
                    is not { } user
                )
                {
                    return IdentityErrors.AccountGone;
                }

                if (!string.Equals(confirmation.Trim(), user.Email, StringComparison.OrdinalIgnoreCase))
                {
                    return IdentityErrors.ConfirmationDiffers;
                }

                if (await administrators.IsLast(userId, ct))
                {
                    return IdentityErrors.LastAdmin;
                }

                var obstacles = await way.Find(userId, ct);
                if (obstacles.FirstOrDefault(obstacle => !(giveUp && obstacle.CanBeGivenUp)) is { } obstacle)
                {
                    return obstacle.Error;
                }

                var due = time.GetUtcNow() + Grace;
                await Execute("update identity.users set deletion_due_at = $2 where id = $1", ct, userId, due);
                await reminders.Register(AccountErasureGrain.Of(userId), AccountErasureGrain.Erase, due, cancellationToken: ct);
                await sessions.RevokeAll(userId, null, "deletion-requested", ct);
                await links.EndAll(userId, ct);
                audit.Append(new AuditEntry("identity.deletion-requested", "user", userId.ToString()) { After = new { due } });
                messages.Send(DeletionMessages.Requested, userId, new Dictionary<string, string> { ["date"] = DayOf(due, user) }, "/sign-in");
                return due;
            },
            cancellationToken
        );

    /// <summary>
    /// Puts it off when something is in the way that was not when they asked, such as money that came in since; they are told. What can be given up no longer
    /// holds them. In the transaction that would erase everything, which has locked the account.
    /// </summary>
    /// <returns>Whether it was put off.</returns>
    public async Task<bool> PutOff(Guid userId, CancellationToken cancellationToken)
    {
        var obstacles = await way.Find(userId, cancellationToken);
        if (obstacles.All(obstacle => obstacle.CanBeGivenUp))
        {
            return false;
        }

        var user = await db.Users.AsNoTracking().SingleAsync(one => one.Id == userId, cancellationToken);
        var due = time.GetUtcNow() + Grace;
        await Execute("update identity.users set deletion_due_at = $2 where id = $1", cancellationToken, userId, due);
        await reminders.Register(AccountErasureGrain.Of(userId), AccountErasureGrain.Erase, due, cancellationToken: cancellationToken);
        audit.Append(
            new AuditEntry("identity.deletion-put-off", "user", userId.ToString())
            {
                After = new { due, Because = obstacles.Where(obstacle => !obstacle.CanBeGivenUp).Select(obstacle => obstacle.Error.Code) },
            }
        );
        messages.Send(DeletionMessages.PutOff, userId, new Dictionary<string, string> { ["date"] = DayOf(due, user) }, "/sign-in");
        return true;
    }

    /// <summary>Calls it off, for somebody who has just signed in. Only inside <see cref="UnitOfWork.Run{T}"/>.</summary>
    public async Task CallOff(Guid userId, CancellationToken cancellationToken)
    {
        if (await Execute("update identity.users set deletion_due_at = null where id = $1 and deletion_due_at is not null", cancellationToken, userId) == 0)
        {
            return;
        }

        await reminders.Cancel(AccountErasureGrain.Of(userId), AccountErasureGrain.Erase, cancellationToken);
        audit.Append(new AuditEntry("identity.deletion-called-off", "user", userId.ToString()) { ActorId = userId });
        messages.Send(DeletionMessages.CalledOff, userId, link: "/account/data");
    }

    private async Task<int> Execute(string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = unitOfWork.Command(sql);
        foreach (var parameter in parameters)
        {
            command.With(parameter);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A day as the person writes it, where they are.</summary>
    private static string DayOf(DateTimeOffset moment, User user)
    {
        var there = TimeZoneInfo.ConvertTime(moment, LocalFormat.Zone(user.TimeZone));
        return user.Language == Language.Es
            ? there.ToString("d 'de' MMMM 'de' yyyy", CultureInfo.GetCultureInfo("es"))
            : there.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en"));
    }
}
