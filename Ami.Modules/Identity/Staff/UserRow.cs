using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity;

/// <summary>Whether an account can be used.</summary>
internal enum UserState
{
    /// <summary>Open, and the address is known to be theirs.</summary>
    Active,

    /// <summary>Open, but nobody has shown that the address is theirs.</summary>
    Unconfirmed,

    /// <summary>Locked by staff.</summary>
    Locked,

    /// <summary>Will be erased, as its owner asked.</summary>
    Leaving,
}

/// <summary>An account as the users list shows it.</summary>
internal sealed record UserRow(
    Guid Id,
    string Email,
    string DisplayName,
    IReadOnlyList<string> Roles,
    Plan Plan,
    UserState State,
    bool TwoFactorEnabled,
    Language Language,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSeenAt
);

/// <summary>Which accounts are listed. Shared by list and export, so that an export holds what was seen.</summary>
/// <param name="Q">Words in name or address.</param>
/// <param name="Role">Only who has this role.</param>
/// <param name="Plan">Only this plan.</param>
/// <param name="State">Only this state.</param>
internal readonly record struct UserFilter(string? Q = null, string? Role = null, Choice<Plan>? Plan = null, Choice<UserState>? State = null);

/// <summary>The users list: what is matched, in which orders, and what is shown.</summary>
internal static class UserList
{
    public static readonly ListOrder<User> Order = new ListOrder<User>(u => u.Id, "-createdAt")
        .By("createdAt", u => u.CreatedAt)
        .By("email", u => u.NormalizedEmail ?? "")
        .By("displayName", u => u.DisplayName);

    public static async Task<IQueryable<User>> Matching(this IdentityDb db, UserFilter filter, CancellationToken cancellationToken)
    {
        var users = db.Users.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            users = users.Where(u => EF.Functions.Like(EF.Property<string>(u, User.Search), pattern));
        }

        if (!string.IsNullOrEmpty(filter.Role))
        {
            // Looked up first: the planner knows how many students and how few administrators there are only when it is told which role.
            var role = await db.Roles.Where(r => r.Name == filter.Role).Select(r => r.Id).SingleOrDefaultAsync(cancellationToken);
            users = users.Where(u => db.UserRoles.Any(m => m.UserId == u.Id && m.RoleId == role));
        }

        if (filter.Plan is { Value: var plan })
        {
            users = users.Where(u => u.Plan == plan);
        }

        return filter.State?.Value switch
        {
            UserState.Locked => users.Where(u => u.LockedAt != null),
            UserState.Leaving => users.Where(u => u.LockedAt == null && u.DeletionDueAt != null),
            UserState.Unconfirmed => users.Where(u => u.LockedAt == null && u.DeletionDueAt == null && !u.EmailConfirmed),
            UserState.Active => users.Where(u => u.LockedAt == null && u.DeletionDueAt == null && u.EmailConfirmed),
            _ => users,
        };
    }

    public static Expression<Func<User, UserRow>> Row(IdentityDb db) =>
        u => new UserRow(
            Id: u.Id,
            Email: u.Email ?? "",
            DisplayName: u.DisplayName,
            Roles: db.UserRoles.Where(m => m.UserId == u.Id).Join(db.Roles, m => m.RoleId, r => r.Id, (_, r) => r.Name ?? "").OrderBy(name => name).ToList(),
            Plan: u.Plan,
            State: u.LockedAt != null ? UserState.Locked
                : u.DeletionDueAt != null ? UserState.Leaving
                : u.EmailConfirmed ? UserState.Active
                : UserState.Unconfirmed,
            TwoFactorEnabled: u.TwoFactorEnabled,
            Language: u.Language,
            CreatedAt: u.CreatedAt,
            LastSeenAt: db.SessionUses.Where(s => s.UserId == u.Id).Max(s => (DateTimeOffset?)s.LastUsedAt)
        );
}
