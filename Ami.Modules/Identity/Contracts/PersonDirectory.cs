using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Identity.Contracts;

/// <summary>What other modules may know of a user.</summary>
/// <param name="Id">The user.</param>
/// <param name="Email">Their address.</param>
/// <param name="EmailConfirmed">Whether they have shown that the address is theirs.</param>
/// <param name="DisplayName">How they want to be addressed.</param>
/// <param name="Language">Their language.</param>
/// <param name="TimeZone">Their IANA time zone.</param>
/// <param name="Plan">What they have subscribed to.</param>
public sealed record Person(Guid Id, string Email, bool EmailConfirmed, string DisplayName, Language Language, string TimeZone, Plan Plan);

/// <summary>Finds users by id. Scoped.</summary>
public sealed class PersonDirectory
{
    private readonly IdentityDb _db;

    internal PersonDirectory(IdentityDb db) => _db = db;

    /// <summary>The user, or null when the account does not exist (any more).</summary>
    public Task<Person?> Find(Guid userId, CancellationToken cancellationToken = default) =>
        _db.Users.AsNoTracking().Where(u => u.Id == userId)
            .Select(u => new Person(u.Id, u.Email ?? "", u.EmailConfirmed, u.DisplayName, u.Language, u.TimeZone, u.Plan))
            .SingleOrDefaultAsync(cancellationToken);
}
