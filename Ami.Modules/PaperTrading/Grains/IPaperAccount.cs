using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Features;
using Orleans.Concurrency;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>One paper account; the key is its id. Whatever is asked by somebody who does not own it answers <c>paper.account_not_found</c>.</summary>
[Alias("paper.account")]
public interface IPaperAccount : IGrainWithGuidKey
{
    /// <summary>As silos of versions before <see cref="PlaceWithTerms"/> understand it: for plain tickets only (<see cref="OrderTicket.IsPlain"/>).</summary>
    [Alias("place")]
    Task<Answer<OrderView>> Place(RequestKey request, OrderRequest order);

    /// <summary>As <see cref="Place"/>, with everything that a ticket can say: a silo that would leave out a part does not know this method, and refuses.</summary>
    [Alias("place-with-terms")]
    Task<Answer<OrderView>> PlaceWithTerms(RequestKey request, OrderRequest order);

    /// <summary>New terms for an order that is open.</summary>
    [Alias("amend")]
    Task<Answer<OrderView>> Amend(RequestKey request, AmendRequest amendment);

    /// <summary>As APIs of versions before <see cref="CancelOnce"/> ask for it.</summary>
    [Alias("cancel")]
    Task<Result<OrderView>> Cancel(Guid userId, Guid orderId);

    [Alias("cancel-once")]
    Task<Answer<OrderView>> CancelOnce(RequestKey request, Guid orderId);

    /// <summary>A market order for the whole position.</summary>
    [Alias("close")]
    Task<Answer<OrderView>> Close(RequestKey request, string symbol);

    /// <summary>As <see cref="Close"/>, at once and at the last price: for a symbol that will not be traded any more.</summary>
    [Alias("close-at-last")]
    Task<Answer<OrderView>> CloseAtLast(RequestKey request, string symbol);

    /// <summary>As <see cref="Close"/> or <see cref="CloseAtLast"/>, for a part of the position.</summary>
    [Alias("close-part")]
    Task<Answer<OrderView>> ClosePart(RequestKey request, SymbolSpec spec, decimal quantity, bool hasEnded);

    /// <summary>Withdraws every entry and closes every position.</summary>
    /// <param name="ended">Symbols without further prices: what is held of them is closed at the last ones.</param>
    [Alias("close-all")]
    Task<Answer<OrderView[]>> CloseAll(RequestKey request, string[] ended);

    /// <summary>A market order that turns a position around.</summary>
    [Alias("reverse")]
    Task<Answer<OrderView>> Reverse(RequestKey request, SymbolSpec spec, Quote quote);

    /// <summary>What a reversal answered that was done before; refused when it was not, for whoever may not reverse any more.</summary>
    [Alias("reversed")]
    Task<Answer<OrderView>> Reversed(RequestKey request);

    /// <summary>Cancels what has expired. Harmless when it happens twice.</summary>
    /// <returns>How many orders.</returns>
    [Alias("expire")]
    Task<int> Expire();

    /// <param name="startingCash">As before when null.</param>
    /// <param name="leverage">As before when null.</param>
    [Alias("reset")]
    Task<Answer<AccountSummary>> Reset(RequestKey request, decimal? startingCash, int? leverage);

    /// <summary>The account's own rules from now on: what is tightened holds at once, what is loosened from tomorrow.</summary>
    [Alias("set-rules")]
    Task<Answer<RulesLook>> SetRules(RequestKey request, AccountRules wanted);

    /// <summary>What the account is and holds now, without asking the database.</summary>
    [Alias("look"), AlwaysInterleave]
    Task<Result<AccountLook>> Look(Guid userId);

    /// <summary>Executes what the ticks of one symbol execute. Harmless when it happens twice.</summary>
    /// <returns>How many fills there were.</returns>
    [Alias("match")]
    Task<int> Match(TickRun run);

    /// <summary>Sends the account into liquidation when it no longer covers its margin at the newest prices.</summary>
    /// <param name="breached">What the watch saw: counts for symbols of which nothing else is known.</param>
    /// <returns>Whether it was.</returns>
    [Alias("liquidate")]
    Task<bool> Liquidate(SymbolMark[] breached);

    /// <summary>Begins or ends the account's margin call by the newest prices, and tells its owner when it begins. Harmless when it happens twice.</summary>
    /// <param name="seen">What the watch saw: counts for symbols of which nothing else is known.</param>
    /// <returns>Whether it began or ended.</returns>
    [Alias("call-margin")]
    Task<bool> CallMargin(SymbolMark[] seen);

    /// <summary>No more prices of a symbol come: its orders are executed at the last one or cancelled. Harmless when it happens twice.</summary>
    /// <returns>How many orders that changed.</returns>
    [Alias("end")]
    Task<int> End(string symbol);

    /// <summary>The replay that the account is for; <c>paper.replay_not_found</c> where it is for none, or somebody else's.</summary>
    [Alias("replay"), AlwaysInterleave]
    Task<Result<ReplayView>> Replay(Guid userId);

    /// <summary>
    /// Moves a replay's clock and executes what it passes, once: where it is already where this would lead, the answer is the same. Elsewhere it answers
    /// <c>paper.replay_moved</c>.
    /// </summary>
    /// <param name="userId">Who asks.</param>
    /// <param name="from">Where the clock is.</param>
    /// <param name="to">As far as bars are over by then.</param>
    [Alias("advance")]
    Task<Result<ReplayAdvance>> Advance(Guid userId, DateTimeOffset from, DateTimeOffset to);

    /// <summary>Ends a replay. Harmless when it happens twice.</summary>
    [Alias("end-replay")]
    Task<Result<ReplayView>> EndReplay(Guid userId);

    /// <summary>Charges what holding costs for every moment that has come, and applies corporate actions. Harmless when it happens twice.</summary>
    /// <returns>How many charges and actions there were.</returns>
    [Alias("carry")]
    Task<int> Carry();

    /// <summary>The account's rows were removed: nothing of it stays in memory.</summary>
    [Alias("forget")]
    Task Forget();
}

/// <param name="Quote">What the market was when somebody asked for it.</param>
/// <param name="OnlyReducing">Only what reduces risk is accepted: the person's plan has no more orders for now.</param>
[GenerateSerializer, Immutable, Alias("paper.order-request")]
public sealed record OrderRequest(SymbolSpec Spec, Quote Quote, OrderTicket Ticket, bool OnlyReducing = false);

/// <param name="Quote">What the market was when somebody asked for it.</param>
/// <param name="OnlyReducing">Only orders that reduce are amended: the person's plan has no more orders for now.</param>
[GenerateSerializer, Immutable, Alias("paper.amend-request")]
public sealed record AmendRequest(SymbolSpec Spec, Quote Quote, OrderChange Change, bool OnlyReducing = false);

/// <summary>Consecutive ticks of one symbol, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("paper.tick-run")]
public sealed record TickRun(string Symbol, Tick[] Ticks);

/// <summary>The last price of a symbol.</summary>
[GenerateSerializer, Immutable, Alias("paper.symbol-mark")]
public readonly record struct SymbolMark(string Symbol, decimal Price);

/// <param name="Positions">Open ones, by symbol.</param>
/// <param name="WorkingOrders">Also those that wait for their entry; newest first.</param>
/// <param name="Version">How many commits the account has seen.</param>
/// <param name="Rules">Its rules; null from a silo of before them.</param>
/// <param name="Replay">The replay that it is for; null where it trades in the live market.</param>
[GenerateSerializer, Immutable, Alias("paper.account-look")]
public sealed record AccountLook(
    AccountSummary Summary,
    PositionView[] Positions,
    OrderView[] WorkingOrders,
    long Version,
    RulesLook? Rules = null,
    ReplayView? Replay = null
);

/// <param name="Replay">The replay as it is then.</param>
/// <param name="HasMore">Whether more bars are over by then than are played at once.</param>
[GenerateSerializer, Immutable, Alias("paper.replay-advance")]
public sealed record ReplayAdvance(ReplayView Replay, bool HasMore);
