using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Features;
using Ami.Quant.Trading;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>The paper accounts of one user; the key is the user's id.</summary>
[Alias("paper.accounts")]
public interface IPaperAccounts : IGrainWithGuidKey
{
    /// <summary>Opens the default account unless the user has accounts.</summary>
    /// <returns>The ids of all of them, oldest first, and then of replays; never empty.</returns>
    [Alias("ensure-default")]
    Task<Guid[]> EnsureDefault();

    [Alias("open")]
    Task<Answer<AccountSummary>> Open(RequestKey request, string name, decimal startingCash, int leverage);

    /// <summary>Opens an account with terms that a silo of before does not know.</summary>
    [Alias("open-with")]
    Task<Answer<AccountSummary>> OpenWith(RequestKey request, AccountTerms terms);

    /// <summary>Opens a replay with an account of its own.</summary>
    [Alias("open-replay")]
    Task<Answer<ReplayView>> OpenReplay(RequestKey request, ReplayOpening opening);

    /// <summary>Opens the larger account that one has earned, once; whether it has was judged before.</summary>
    [Alias("graduate")]
    Task<Answer<AccountSummary>> Graduate(RequestKey request, GraduationRequest graduation);
}

/// <param name="Name">Plain, and not empty.</param>
/// <param name="StartingCash">As the endpoint takes it.</param>
/// <param name="Leverage">How many times its equity it may hold.</param>
/// <param name="Costs">What reductions release of what positions cost.</param>
[GenerateSerializer, Immutable, Alias("paper.account-terms")]
public sealed record AccountTerms(string Name, decimal StartingCash, int Leverage, CostMethod Costs);

/// <param name="Symbol">What is played.</param>
/// <param name="PriceDigits">Decimals of its prices.</param>
/// <param name="Began">Where the clock begins, UTC.</param>
/// <param name="Until">Where the stored bars end, UTC.</param>
/// <param name="Price">The last price at the beginning.</param>
/// <param name="Cash">What the account begins with.</param>
/// <param name="Leverage">How many times its equity it may hold.</param>
/// <param name="BarBegan">When the bar began whose last price that is; null from an API of before.</param>
[GenerateSerializer, Immutable, Alias("paper.replay-opening")]
public sealed record ReplayOpening(
    string Symbol,
    int PriceDigits,
    DateTimeOffset Began,
    DateTimeOffset Until,
    decimal Price,
    decimal Cash,
    int Leverage,
    DateTimeOffset? BarBegan = null
);

/// <param name="AccountId">The account that earned it.</param>
/// <param name="Name">Of the larger one.</param>
/// <param name="StartingCash">Of the larger one.</param>
/// <param name="Leverage">As that of the account.</param>
/// <param name="Costs">As that of the account; the average from an API of before.</param>
[GenerateSerializer, Immutable, Alias("paper.graduation-request")]
public sealed record GraduationRequest(Guid AccountId, string Name, decimal StartingCash, int Leverage, CostMethod Costs = CostMethod.Average);
