using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Ami.Core;

/// <summary>What became of a request whose answer was lost.</summary>
/// <param name="Done">True when it took effect. False when it had not arrived: it is withdrawn then, and has no effect if it still arrives.</param>
/// <param name="Answer">The answer it got when it took effect; absent otherwise.</param>
public sealed record SettledRequest(bool Done, JsonElement? Answer);

/// <summary>
/// For what must happen now or not at all, such as an order at today's price: whoever lost the answer asks here instead of sending again, and from the answer on
/// the fate of the request is decided.
/// </summary>
public static class SettleRequest
{
    /// <summary>Maps <c>POST /api/requests/{key}/settle</c>, for signed-in people, about their own keys.</summary>
    public static void MapSettleRequest(this IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/api/requests/{key}/settle", Handle)
            .WithUrgency(Urgency.Urgent)
            .RequireAuthorization()
            .WithTags("System")
            .WithName("settleRequest")
            .WithSummary("What became of a request with this idempotency key; if it has not arrived it is withdrawn and never takes effect.");

    private static async Task<Results<Ok<SettledRequest>, ProblemHttpResult>> Handle(
        string key,
        HttpContext http,
        NpgsqlDataSource dataSource,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!Idempotency.IsUsable(key))
        {
            return Idempotency.KeyRequired.ToProblem();
        }

        var user = http.User.UserId();
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(IdempotencyRecord.Withdraw(user, key, time.GetUtcNow()));
        batch.BatchCommands.Add(IdempotencyRecord.Select(user, key));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var answer = IdempotencyRecord.AnswerIn(reader);
        return TypedResults.Ok(new SettledRequest(answer is not null, answer));
    }
}
