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
public interface IPersonDirectory
{
    /// <summary>The user, or null when the account does not exist (any more).</summary>
    Task<Person?> Find(Guid userId, CancellationToken cancellationToken = default);

    /// <summary>Those of these users that exist, in any order.</summary>
    Task<IReadOnlyList<Person>> FindMany(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken = default);

    /// <summary>Users by the order of their ids.</summary>
    /// <param name="after">The last that was seen; null to begin.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<Person>> Next(Guid? after, int most, CancellationToken cancellationToken = default);

    /// <summary>The one spelling that all spellings of an address have in common: upper or lower case, a domain in Unicode or Punycode; null for what is none.</summary>
    string? AddressKey(string email);

    /// <summary>Whose address this is, however it is spelt in upper and lower case; null when nobody's.</summary>
    Task<Person?> FindByEmail(string email, CancellationToken cancellationToken = default);
}
