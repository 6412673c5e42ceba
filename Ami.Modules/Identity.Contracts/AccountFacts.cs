namespace Ami.Modules.Identity.Contracts;

/// <summary>One figure about what somebody does, for staff who look at their account.</summary>
/// <param name="Name">Stable, camelCase, unique among modules, for example <c>paperAccounts</c>; the web app has its words.</param>
/// <param name="Value">How many.</param>
public sealed record AccountFact(string Name, long Value);

/// <summary>A module's figures about an account. Registered as a singleton in <c>AddServices</c>; read when staff open the account.</summary>
/// <param name="Read">Reads them with the services of the current request.</param>
public sealed record AccountFacts(Func<IServiceProvider, Guid, CancellationToken, Task<IReadOnlyList<AccountFact>>> Read);
