using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Market.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Market.Watchlists;

/// <summary>A watchlist as it is kept.</summary>
/// <param name="Id">The client's.</param>
/// <param name="Version">What to send with the next change.</param>
/// <param name="Name">Its name.</param>
/// <param name="Items">Symbols and titles in the order in which they are shown.</param>
internal sealed record WatchlistView(Guid Id, int Version, string Name, IReadOnlyList<WatchItem> Items);

/// <summary>A person's watchlists.</summary>
/// <param name="Items">By name.</param>
internal sealed record WatchlistList(IReadOnlyList<WatchlistView> Items);

/// <summary>A watchlist as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new list.</param>
/// <param name="Name">Short; no other list of the person may have it.</param>
/// <param name="Items">Symbols, each once, and titles.</param>
internal sealed record KeepWatchlistRequest(int Version, string Name, IReadOnlyList<WatchItem> Items);

/// <summary>
/// A person's watchlists. Sending the same again changes nothing; a change that was made to an older version than what is there is refused, and the refusal says
/// what is there (<c>current</c>).
/// </summary>
internal static class KeepWatchlists
{
    public const int MostLists = 30;
    public const int MostItems = 250;
    public const int LongestName = 40;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Map(IEndpointRouteBuilder trading)
    {
        var lists = trading.MapGroup("/watchlists").MeteredBy(Metering.Reads);
        lists.MapGet("", List).WithName("ListWatchlists").WithSummary("The signed-in user's watchlists.");
        lists
            .MapPut("/{id}", Put)
            .RefuseImpersonation()
            .WithName("KeepWatchlist")
            .WithSummary("Makes a watchlist, or changes the version of it that the client saw. Alerts on it follow its symbols.");
        lists
            .MapDelete("/{id}", Remove)
            .RefuseImpersonation()
            .WithName("DeleteWatchlist")
            .WithSummary("Deletes a watchlist, and ends the alerts on it; with `version` only if it is still the one the client saw.");
    }

    private static async Task<Ok<WatchlistList>> List(ClaimsPrincipal user, MarketDb db, CancellationToken cancellationToken)
    {
        var own = await db.Watchlists.AsNoTracking().Where(w => w.UserId == user.UserId()).OrderBy(w => w.Name).ToListAsync(cancellationToken);
        return TypedResults.Ok(new WatchlistList([.. own.Select(View)]));
    }

    private static async Task<Results<Ok<WatchlistView>, ProblemHttpResult>> Put(
        Guid id,
        KeepWatchlistRequest request,
        ClaimsPrincipal user,
        MarketDb db,
        Keeper keeper,
        UnitOfWork unitOfWork,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (await Check(request, directory, cancellationToken) is { } wrong)
        {
            return wrong.ToProblem();
        }

        return (await Keep(user.UserId(), id, request, db, keeper, unitOfWork, directory, cancellationToken)).ToHttp(View);
    }

    /// <summary>Keeps a list that was checked, and lets the alerts on it follow.</summary>
    internal static async Task<Kept<Watchlist>> Keep(
        Guid userId,
        Guid id,
        KeepWatchlistRequest request,
        MarketDb db,
        Keeper keeper,
        UnitOfWork unitOfWork,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        var all = await directory.All(cancellationToken);
        var (items, symbols) = (JsonSerializer.Serialize(request.Items, Json), AlertsOnLists.SymbolsOf(request.Items));
        var wanted = new Wanted<Watchlist>(
            request.Version,
            _ => New(userId, id),
            found => found.Name == request.Name && Items(found).SequenceEqual(request.Items),
            found => (found.Name, found.Items) = (request.Name, items)
        )
        {
            Rival = (w => w.Name == request.Name, WatchlistErrors.NameTaken),
            Objection = async (before, ct) =>
            {
                await AlertsOnLists.Hold(unitOfWork, userId, ct);
                return symbols.Length > Symbols(before).Length ? await AlertRoom.LacksFor(unitOfWork, userId, id, symbols.Length, ct) : null;
            },
            Beside = (_, now, ct) => AlertsOnLists.Follow(unitOfWork, userId, id, symbols, all, now, ct),
        };
        return await keeper.Keep(db, Shelf(userId), id, wanted, cancellationToken);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        int? version,
        ClaimsPrincipal user,
        MarketDb db,
        Keeper keeper,
        UnitOfWork unitOfWork,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => (await Delete(user.UserId(), id, version, db, keeper, unitOfWork, time, cancellationToken)).ToDeleted(View);

    /// <summary>Deletes a list, and ends the alerts on it.</summary>
    internal static Task<Kept<Watchlist>> Delete(
        Guid userId,
        Guid id,
        int? version,
        MarketDb db,
        Keeper keeper,
        UnitOfWork unitOfWork,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        async Task EndAlerts(CancellationToken ct)
        {
            await AlertsOnLists.Hold(unitOfWork, userId, ct);
            await AlertsOnLists.Gone(unitOfWork, userId, id, time.GetUtcNow(), ct);
        }

        return keeper.Delete(db, Shelf(userId), id, version, cancellationToken, EndAlerts);
    }

    private static async Task<Error?> Check(KeepWatchlistRequest request, SymbolDirectory directory, CancellationToken cancellationToken)
    {
        if (!IsName(request.Name))
        {
            return WatchlistErrors.Name;
        }

        if (request.Items.Count > MostItems)
        {
            return WatchlistErrors.TooManyItems;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in request.Items)
        {
            if (item is not ({ Symbol: not null, Section: null } or { Symbol: null, Section: not null }) || item.Section is { } title && !IsName(title))
            {
                return WatchlistErrors.Items;
            }

            if (item.Symbol is not { } name)
            {
                continue;
            }

            if (!Symbol.Parse(name).Try(out var symbol, out var error) || !(await directory.Find(symbol, cancellationToken)).Try(out _, out error))
            {
                return error;
            }

            // As it is kept: a symbol has one spelling.
            if (symbol.Value != name || !seen.Add(name))
            {
                return symbol.Value == name ? WatchlistErrors.Doubled(name) : WatchlistErrors.Items;
            }
        }

        return null;
    }

    private static bool IsName(string? name) => name is { Length: > 0 and <= LongestName } && name.Trim().Length == name.Length && !name.Any(char.IsControl);

    private static Shelf<Watchlist> Shelf(Guid userId) => new($"market.watchlists:{userId}", w => w.UserId == userId, MostLists, WatchlistErrors.Shelf);

    private static Watchlist New(Guid userId, Guid id) =>
        new()
        {
            UserId = userId,
            Id = id,
            Name = "",
            Items = "",
            Version = 0,
            UpdatedAt = default,
        };

    /// <summary>The lines of a list.</summary>
    public static WatchItem[] Items(Watchlist list) => JsonSerializer.Deserialize<WatchItem[]>(list.Items, Json) ?? [];

    private static string[] Symbols(Watchlist? list) => list is null ? [] : AlertsOnLists.SymbolsOf(Items(list));

    private static WatchlistView View(Watchlist list) => new(list.Id, list.Version, list.Name, Items(list));
}
