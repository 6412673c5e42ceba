using System.Collections.Immutable;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.PaperTrading.Contracts;
using Ami.Modules.PaperTrading.Domain;
using Ami.Modules.PaperTrading.Features;
using Ami.Modules.PaperTrading.Rows;
using Ami.Quant.Trading;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ami.Modules.PaperTrading.Grains;

/// <summary>Opens the accounts of a user one at a time, so limits and names hold.</summary>
[GrainType("paper-accounts")]
[CollectionAgeLimit(Minutes = 10)]
public sealed class PaperAccountsGrain(
    NpgsqlDataSource dataSource,
    GrainCommits commits,
    IServiceScopeFactory scopes,
    SymbolVenues venues,
    PaperTradingOptions options,
    TimeProvider time
) : FencedGrain<PaperAccountsGrain.Owner>(commits), IPaperAccounts
{
    private const int DefaultLeverage = 1;

    private PracticeMeans _means = PracticeMeans.Unknown;
    private int _going;

    /// <param name="Version">0 for somebody who has none yet.</param>
    /// <param name="Accounts">Those that trade in the live market: the only ones that limits and grants count.</param>
    /// <param name="Graduated">Accounts that a larger one was granted for.</param>
    /// <param name="Replays">Accounts of replays; those that ended since they were read are among them.</param>
    public sealed record Owner(long Version, ImmutableList<Guid> Accounts, ImmutableHashSet<Guid> Graduated, ImmutableList<Guid> Replays);

    /// <summary>The id of the account that every user gets: computed, so that whoever opens it first opens the same one.</summary>
    public static Guid DefaultIdOf(Guid userId) => ComputedId.Of($"paper-account/{userId:N}");

    public async Task<Guid[]> EnsureDefault()
    {
        var name = await Current() is { Accounts: [_, ..] } ? "" : await DefaultName();
        var accounts = await Decide<Guid[]>(owner =>
            owner is { Accounts: [_, ..] known }
                ? new Decision<Owner, Guid[]>((Guid[])[.. known, .. owner.Replays])
                : Opened(
                    owner,
                    DefaultIdOf(Key),
                    new AccountTerms(name, options.DefaultCash, DefaultLeverage, CostMethod.Average),
                    account => (Guid[])[account.Id, .. owner?.Replays ?? []]
                )
        );
        return accounts.Value;
    }

    public Task<Answer<AccountSummary>> Open(RequestKey request, string name, decimal startingCash, int leverage) =>
        OpenWith(request, new AccountTerms(name, startingCash, leverage, CostMethod.Average));

    public async Task<Answer<AccountSummary>> OpenWith(RequestKey request, AccountTerms terms)
    {
        _means = await PracticeMeans.Read(dataSource, options, Key);
        return await Decide<AccountSummary>(
            request,
            owner =>
                owner?.Accounts.Count >= options.MostAccounts ? PaperErrors.TooManyAccounts
                : terms.StartingCash > _means.MostCash ? PaperErrors.CashNotEarned(_means.MostCash)
                : terms.StartingCash > _means.Wallet ? PaperErrors.PracticeMoneyShort
                : Opened(owner, TimeOrderedId.New(time.GetUtcNow()), terms, account => AccountSummary.OfNew(account))
        );
    }

    public async Task<Answer<ReplayView>> OpenReplay(RequestKey request, ReplayOpening opening)
    {
        _going = (await Going(CancellationToken.None)).Count;
        var venue = await venues.Fresh();
        return await Decide<ReplayView>(
            request,
            owner =>
            {
                if (_going >= options.MostReplays)
                {
                    return PaperErrors.TooManyReplays;
                }

                var (id, now) = (TimeOrderedId.New(time.GetUtcNow()), time.DatabaseNow());
                var name = $"{opening.Symbol} {opening.Began.UtcDateTime:yyyy-MM-dd}";
                var replay = new Replay(id, Key, opening.Symbol, opening.Began, opening.Began, opening.Until, opening.Price, opening.PriceDigits, now, null)
                {
                    BarBegan = opening.BarBegan,
                };
                return Opened(
                    owner,
                    id,
                    new AccountTerms(name, opening.Cash, opening.Leverage, CostMethod.Average),
                    account => ReplayView.Of(replay, account.StartingCash, account.Leverage, venue),
                    replay
                );
            }
        );
    }

    public async Task<Answer<AccountSummary>> Graduate(RequestKey request, GraduationRequest graduation)
    {
        _means = await PracticeMeans.Read(dataSource, options, Key);
        var (from, cash) = (graduation.AccountId, graduation.StartingCash);
        return await Decide<AccountSummary>(
            request,
            owner =>
            {
                if (owner?.Accounts.Contains(from) != true)
                {
                    return PaperErrors.AccountNotFound;
                }

                if (owner.Graduated.Contains(from))
                {
                    return PaperErrors.GateTaken;
                }

                if (owner.Accounts.Count >= options.MostAccounts)
                {
                    return PaperErrors.TooManyAccounts;
                }

                if (cash > _means.Wallet)
                {
                    return PaperErrors.PracticeMoneyShort;
                }

                var (id, now) = (TimeOrderedId.New(time.GetUtcNow()), time.DatabaseNow());
                var opened = Opened(owner, id, new AccountTerms(graduation.Name, cash, graduation.Leverage, graduation.Costs), AccountSummary.OfNew);
                return opened.Change is not { } change
                    ? opened
                    : opened with
                    {
                        Change = change with
                        {
                            Next = change.Next with { Graduated = owner.Graduated.Add(from) },
                            Rows = [.. change.Rows, GateRows.Insert(from, id, Key, now, cash)],
                            Events = [new AccountGraduated(from, Key, id, cash, now)],
                        },
                    };
            }
        );
    }

    /// <summary>The accounts of replays that are not ended. Should there be more by the commit, it is refused, and <see cref="Load"/> reads them again.</summary>
    private async Task<IReadOnlyList<Guid>> Going(CancellationToken cancellationToken)
    {
        try
        {
            await using var batch = dataSource.CreateBatch();
            batch.BatchCommands.Add(ReplayRow.SelectGoing(Key));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            return await reader.All(row => row.GetGuid(0), cancellationToken);
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            throw new GrainUnavailableException(e.Message);
        }
    }

    /// <summary>In the person's language, which they may have changed since they registered.</summary>
    private async Task<string> DefaultName()
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var person = await scope.ServiceProvider.GetRequiredService<IPersonDirectory>().Find(Key);
            return person?.Language == Language.Es ? "Práctica" : "Practice";
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e))
        {
            throw new GrainUnavailableException(e.Message);
        }
    }

    protected override async Task<Owner?> Load(CancellationToken cancellationToken)
    {
        (_means, var going) = (await PracticeMeans.Read(dataSource, options, Key), await Going(cancellationToken));
        _going = going.Count;
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select version from paper_trading.owners where user_id = $1").With(Key));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                select a.id from paper_trading.accounts a
                where a.user_id = $1 and not exists (select from paper_trading.replays r where r.account_id = a.id) order by a.created_at, a.id
                """
            ).With(Key)
        );
        batch.BatchCommands.Add(GateRows.SelectOf(Key));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var version = await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : 0;
        await reader.NextResultAsync(cancellationToken);
        var accounts = ImmutableList.CreateBuilder<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            accounts.Add(reader.GetGuid(0));
        }

        await reader.NextResultAsync(cancellationToken);
        var graduated = await reader.All(row => row.GetGuid(0), cancellationToken);
        return new Owner(version, accounts.ToImmutable(), [.. graduated], [.. going]);
    }

    private Decision<Owner, T> Opened<T>(Owner? owner, Guid id, AccountTerms terms, Func<PaperAccount, T> answer, Replay? replay = null)
    {
        var (known, wall) = (owner ?? new Owner(0, [], [], []), time.DatabaseNow());
        var now = replay?.Began ?? wall;
        var account = new PaperAccount(
            Id: id,
            UserId: Key,
            Name: terms.Name,
            Currency: Chart.Currency.Code,
            StartingCash: terms.StartingCash,
            Cash: terms.StartingCash,
            RealisedPnl: 0,
            FeesPaid: 0,
            Leverage: terms.Leverage,
            Generation: 0,
            CreatedAt: now,
            ResetAt: null,
            Costs: terms.Costs
        );
        return new Decision<Owner, T>(
            answer(account),
            new Change<Owner>(
                (replay is null ? known with { Accounts = known.Accounts.Add(id) } : known with { Replays = known.Replays.Add(id) }) with
                {
                    Version = known.Version + 1,
                },
                Fence(known.Version)
            )
            {
                Rows =
                [
                    // What a replay trades with is nobody's practice money.
                    .. replay is null ? PracticeWallet.Fund(Key, id, terms.StartingCash, wall) : [],
                    .. Chart.Of(id).Select(Ledger.OpenCommand),
                    AccountRow.Insert(account),
                    .. replay is null ? (NpgsqlBatchCommand[])[] : [ReplayRow.Insert(replay)],
                    HistoryRows.Insert(new Generation(id, 0, id, terms.StartingCash, terms.Leverage, now)),
                    HistoryRows.Insert(new EquityPoint(id, 0, now, terms.StartingCash, terms.StartingCash)),
                    .. LedgerEntry.OfOpening(account).Select(entry => Ledger.PostCommand(Chart.Transfer(id, entry, wall))),
                ],
            }
        );
    }

    private NpgsqlBatchCommand Fence(long version) =>
        version == 0
            ? new NpgsqlBatchCommand(
                """
                with moved as (insert into paper_trading.owners (user_id, version) values ($1, 1) on conflict do nothing returning 1)
                select core.fence((select count(*) from moved))
                """
            ).With(Key)
            : new NpgsqlBatchCommand(
                """
                with moved as (update paper_trading.owners set version = version + 1 where user_id = $1 and version = $2 returning 1)
                select core.fence((select count(*) from moved))
                """
            ).With(Key).With(version);
}
