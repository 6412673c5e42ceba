using System.Linq.Expressions;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.__Name__.Features;

/// <summary>An entry as its owner sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">One line.</param>
/// <param name="CreatedAt">When it was written.</param>
internal sealed record __Name__EntryView(Guid Id, string Title, DateTimeOffset CreatedAt)
{
    public static Expression<Func<__Name__Entry, __Name__EntryView>> Of { get; } = e => new __Name__EntryView(e.Id, e.Title, e.CreatedAt);
}

/// <summary>One's own entries, newest first.</summary>
internal static class List__Name__Entries
{
    private static readonly ListOrder<__Name__Entry> Order = new ListOrder<__Name__Entry>(e => e.Id, "-createdAt").By("createdAt", e => e.CreatedAt);

    public static void Map(IEndpointRouteBuilder entries) =>
        entries.MapGet("", Handle).WithName("List__Name__Entries").WithSummary("The signed-in user's entries, newest first.");

    private static async Task<Results<Ok<Page<__Name__EntryView>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        __Name__Db db,
        CancellationToken cancellationToken
    )
    {
        var userId = user.UserId();
        var own = db.Entries.AsNoTracking().Where(e => e.UserId == userId);
        if (!(await Order.Page(own, page, __Name__EntryView.Of, cancellationToken)).Try(out var found, out var refused))
        {
            return refused.ToProblem();
        }

        return TypedResults.Ok(found);
    }
}
