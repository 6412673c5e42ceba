using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ami.Modules.Identity.Contracts;
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
internal sealed class KeepWatchlists(UnitOfWork unitOfWork, MarketDb db, TimeProvider time)
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
            .WithSummary("Makes a watchlist, or changes the version of it that the client saw.");
        lists
            .MapDelete("/{id}", Remove)
            .RefuseImpersonation()
            .WithName("DeleteWatchlist")
            .WithSummary("Deletes a watchlist; with `version` only if it is still the one the client saw.");
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
        KeepWatchlists keeping,
        SymbolDirectory directory,
        CancellationToken cancellationToken
    )
    {
        if (await Check(request, directory, cancellationToken) is { } wrong)
        {
            return wrong.ToProblem();
        }

        var (found, refusal) = await keeping.Keep(user.UserId(), id, request, cancellationToken);
        return refusal is null && found is not null ? TypedResults.Ok(View(found)) : Refused(refusal ?? WatchlistErrors.Unknown, found);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        int? version,
        ClaimsPrincipal user,
        KeepWatchlists keeping,
        CancellationToken cancellationToken
    ) => await keeping.Delete(user.UserId(), id, version, cancellationToken) is { } found ? Refused(WatchlistErrors.Changed, found) : TypedResults.NoContent();

    private static async Task<Error?> Check(KeepWatchlistRequest request, SymbolDirectory directory, CancellationToken cancellationToken)
    {
        if (request.Version < 0)
        {
            return WatchlistErrors.Version;
        }

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

    private Task<(Watchlist? Found, Error? Refusal)> Keep(Guid userId, Guid id, KeepWatchlistRequest request, CancellationToken cancellationToken) =>
        unitOfWork.Run<(Watchlist? Found, Error? Refusal)>(
            async ct =>
            {
                await Hold(userId, ct);
                var own = await db.Watchlists.Where(w => w.UserId == userId).ToListAsync(ct);
                var (found, items) = (own.Find(w => w.Id == id), JsonSerializer.Serialize(request.Items, Json));
                if (found is null && request.Version > 0)
                {
                    return (null, WatchlistErrors.Unknown);
                }

                if (found is not null && found.Name == request.Name && Items(found).SequenceEqual(request.Items))
                {
                    return (found, null);
                }

                if (found is not null && found.Version != request.Version)
                {
                    return (found, WatchlistErrors.Changed);
                }

                if (own.Any(w => w.Id != id && w.Name == request.Name))
                {
                    return (found, WatchlistErrors.NameTaken);
                }

                if (found is null)
                {
                    if (own.Count >= MostLists)
                    {
                        return (null, WatchlistErrors.TooMany);
                    }

                    found = new Watchlist
                    {
                        UserId = userId,
                        Id = id,
                        Name = request.Name,
                        Items = items,
                        Version = 0,
                        UpdatedAt = default,
                    };
                    db.Watchlists.Add(found);
                }

                (found.Name, found.Items, found.Version, found.UpdatedAt) = (request.Name, items, found.Version + 1, time.GetUtcNow());
                await db.SaveChangesAsync(ct);
                return (found, null);
            },
            cancellationToken
        );

    /// <returns>What is there instead of the version that was to be deleted; null when nothing is there any more.</returns>
    private Task<Watchlist?> Delete(Guid userId, Guid id, int? version, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await Hold(userId, ct);
                var found = await db.Watchlists.SingleOrDefaultAsync(w => w.UserId == userId && w.Id == id, ct);
                if (found is null || version is { } seen && seen != found.Version)
                {
                    return found;
                }

                db.Watchlists.Remove(found);
                await db.SaveChangesAsync(ct);
                return null;
            },
            cancellationToken
        );

    /// <summary>One change at a time of what is counted and named together.</summary>
    private Task Hold(Guid userId, CancellationToken cancellationToken) => unitOfWork.Hold($"market.watchlists:{userId}", cancellationToken);

    private static ProblemHttpResult Refused(Error error, Watchlist? found)
    {
        var problem = error.ToProblem();
        if (found is not null)
        {
            problem.ProblemDetails.Extensions["current"] = View(found);
        }

        return problem;
    }

    private static WatchItem[] Items(Watchlist list) => JsonSerializer.Deserialize<WatchItem[]>(list.Items, Json) ?? [];

    private static WatchlistView View(Watchlist list) => new(list.Id, list.Version, list.Name, Items(list));
}
