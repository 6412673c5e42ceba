using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.__Name__.Features;

/// <summary>Adds an entry to one's own.</summary>
internal static class Create__Name__Entry
{
    /// <param name="Title">1 to 120 characters, in one line.</param>
    internal sealed record Create__Name__EntryRequest(string Title);

    public static void Map(IEndpointRouteBuilder entries) =>
        entries.MapPost("", Handle).WithName("Create__Name__Entry").WithSummary("Adds an entry to the signed-in user's.");

    private static async Task<Results<Created<__Name__EntryView>, ProblemHttpResult>> Handle(
        Create__Name__EntryRequest request,
        ClaimsPrincipal user,
        UnitOfWork unitOfWork,
        __Name__Db db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (!__Name__Entry.Write(user.UserId(), request.Title, time.GetUtcNow()).Try(out var entry, out var refused))
        {
            return refused.ToProblem();
        }

        await unitOfWork.Run(
            async ct =>
            {
                db.Entries.Add(entry);
                await db.SaveChangesAsync(ct);
            },
            cancellationToken
        );
        return TypedResults.Created("/api/__kebab-name__", new __Name__EntryView(entry.Id, entry.Title, entry.CreatedAt));
    }
}
