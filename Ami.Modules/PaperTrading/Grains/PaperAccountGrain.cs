using Ami.Modules.Market.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Domain.Rules;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Live;
using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>
/// A paper account with its book in memory: everything that changes its orders, positions or cash goes through here, one call at a time. <see
/// cref="PaperBook"/> decides, one round trip writes what changed; placing, cancelling and matching read nothing.
/// </summary>
[GrainType("paper-account")]
[CollectionAgeLimit(Minutes = 10)]
public sealed partial class PaperAccountGrain(
    NpgsqlDataSource dataSource,
    GrainCommits commits,
    Marks marks,
    IPastMarket past,
    SymbolVenues venues,
    CarryMoments moments,
    PaperPush push,
    PaperTradingOptions options,
    TimeProvider time,
    ILogger<PaperAccountGrain> logger
) : FencedGrain<PaperBook>(commits), IPaperAccount
{
    private static readonly TimeSpan WatchPatience = TimeSpan.FromMilliseconds(500);

    public async Task<Answer<OrderView>> Place(RequestKey request, OrderRequest order)
    {
        await See(order.Quote);
        // When its day ends is the calendar's, and calendars are not sent.
        var spec = order.Ticket.TimeInForce == TimeInForce.Day ? await venues.Known(order.Spec) : order.Spec;
        return await DecideOrders(
            request,
            [spec.Symbol.Value],
            (book, now) =>
                spec.Currency.Code != book.Account.Currency ? PaperErrors.CurrencyMismatch(spec.Symbol.Value, book.Account.Currency)
                : order.OnlyReducing && !book.Reduces(spec.Symbol.Value, order.Ticket) ? PaperErrors.OpensRisk
                : book.Place(spec, order.Quote, order.Ticket, now, order.OnlyReducing).Map(placed => OrderView.Of(placed, Key))
        );
    }

    public Task<Answer<OrderView>> PlaceWithTerms(RequestKey request, OrderRequest order) => Place(request, order);

    public async Task<Answer<OrderView>> Amend(RequestKey request, AmendRequest amendment)
    {
        await See(amendment.Quote);
        return await DecideOrders(
            request,
            [amendment.Spec.Symbol.Value],
            (book, now) =>
                amendment.OnlyReducing && book.OpenOrders.Any(o => o.Id == amendment.Change.OrderId && !o.OnlyReduces)
                    ? PaperErrors.OpensRisk
                    : book.Amend(amendment.Spec, amendment.Quote, amendment.Change, now).Map(order => OrderView.Of(order, Key))
        );
    }

    public async Task<Result<OrderView>> Cancel(Guid userId, Guid orderId) =>
        (await Decide(null, userId, (book, now) => book.Cancel(orderId, now).Map(order => OrderView.Of(order, Key)))).Result;

    public Task<Answer<OrderView>> CancelOnce(RequestKey request, Guid orderId) =>
        Decide(request, request.UserId, (book, now) => book.Cancel(orderId, now).Map(order => OrderView.Of(order, Key)));

    public async Task<Answer<OrderView>> Reverse(RequestKey request, SymbolSpec spec, Quote quote)
    {
        await See(quote);
        return await DecideOrders(request, [spec.Symbol.Value], (book, now) => book.Reverse(spec, quote, now).Map(order => OrderView.Of(order, Key)));
    }

    public Task<Answer<OrderView>> Reversed(RequestKey request) => Decide<OrderView>(request, request.UserId, (_, _) => PaperErrors.OpensRisk);

    public async Task<Result<AccountLook>> Look(Guid userId)
    {
        await marks.Fresh();
        await OpenDay();
        var venue = await Venue();
        if (await Current() is not { } current || current.Account.UserId != userId)
        {
            return PaperErrors.AccountNotFound;
        }

        // What the next commit will do first is what the account has.
        var (book, now) = (current.Fork(venue), Now(current));
        Adjust(book, now);
        return new AccountLook(
            AccountSummary.Of(book),
            [.. book.Positions.OrderBy(p => p.Symbol, StringComparer.Ordinal).Select(p => PositionView.Of(p, book))],
            [.. book.OpenOrders.OrderByDescending(o => o.Id).Select(o => OrderView.Of(o, Key))],
            book.Account.Version,
            RulesLook.Of(book, now, _day),
            book.Replay is null ? null : ReplayView.Of(book, venue)
        );
    }

    public Task Forget()
    {
        _ = Watch.Changed(AccountStand.Gone(Key));
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    protected override async Task<PaperBook?> Load(CancellationToken cancellationToken)
    {
        await ReadMeansAgain();
        return await BookRows.Load(
            dataSource,
            Key,
            marks.Prices,
            await venues.Fresh(cancellationToken),
            () => TimeOrderedId.New(time.GetUtcNow()),
            cancellationToken
        );
    }

    private IMarketWatch Watch => GrainFactory.GetGrain<IMarketWatch>(0);

    /// <summary>A price that comes after the decision finds the orders that work since, wherever the watch lives.</summary>
    private async Task<Answer<T>> DecideOrders<T>(RequestKey request, string[] symbols, Func<PaperBook, DateTimeOffset, Result<T>> decide)
    {
        if (await Current() is { Replay: null } book && book.Account.UserId == request.UserId)
        {
            try
            {
                await Watch.Expect(new Expectation(Key, book.Account.Version, symbols)).WaitAsync(WatchPatience);
            }
            catch (Exception e)
            {
                // It is a hint, and no reason to refuse an order: the next look of the watch finds it in the database, and a later price than it might have been.
                logger.LogWarning(e, "The market watch could not be told that account {Account} is about to decide", Key);
            }
        }

        return await Decide(request, request.UserId, decide);
    }

    private async Task<Answer<T>> Decide<T>(RequestKey? request, Guid userId, Func<PaperBook, DateTimeOffset, Result<T>> decide)
    {
        await OpenDay();
        var (venue, wall, prices) = await Circumstances();
        RuleBreach? breach = null;
        var answered = await Decide<T>(
            request,
            current =>
            {
                if (current?.Account.UserId != userId)
                {
                    return PaperErrors.AccountNotFound;
                }

                var (book, now) = (current.Fork(venue).Under(current.Discipline, _day).With(prices), current.Replay?.Clock ?? wall);
                Adjust(book, now);
                var answer = decide(book, now);
                breach = book.Breach;
                return answer.IsOk ? new Decision<PaperBook, T>(answer, Written(current, book, now)) : answer;
            }
        );
        // An answer of before, for a key that was used then, is no refusal of now.
        if (breach is not null && !answered.Result.IsOk)
        {
            await Keep(breach);
        }

        return answered;
    }

    private Change<PaperBook>? Written(PaperBook before, PaperBook after, DateTimeOffset now, MatchedPrice? matched = null)
    {
        if (after.Changes.IsEmpty)
        {
            return null;
        }

        var next = after.Committed();
        return new Change<PaperBook>(next, AccountRow.Fence(before.Account, after.Changes.Account))
        {
            Rows = BookRows.Of(after.Changes, after.Account, now, time.DatabaseNow()),
            // Nobody outside hears of a replay: what follows from practice follows from the live market.
            Events = after.Replay is null ? after.Changes.Events : [],
            Committed = () =>
            {
                if (after.Replay is null)
                {
                    // The watch forgets accounts that have nothing to be watched.
                    _ = IsWatched(before)
                        ? Watch.Moved(AccountStep.Of(after, next.Account.Version) with { Matched = matched })
                        : Watch.Changed(AccountStand.Of(next) with { Matched = matched });
                }

                push.Send(after);
            },
        };
    }

    private static bool IsWatched(PaperBook book) => book.Positions.Count > 0 || book.OpenOrders.Any(o => o.Status == OrderStatus.Working);
}
