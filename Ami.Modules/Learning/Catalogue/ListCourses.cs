using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ami.Modules.Learning;

/// <summary>The catalogue, for everybody.</summary>
internal static class ListCourses
{
    /// <param name="Q">Words in titles, summaries and outlines, in either language.</param>
    /// <param name="Level">Only those for these people.</param>
    /// <param name="Access">Only those that cost this.</param>
    /// <param name="Cursor">Where to go on.</param>
    /// <param name="Limit">Courses per page.</param>
    internal readonly record struct CourseFilter(
        string? Q = null,
        Choice<CourseLevel>? Level = null,
        Choice<CourseOffering>? Access = null,
        string? Cursor = null,
        int? Limit = null
    );

    public static void Map(IEndpointRouteBuilder courses) =>
        courses
            .MapGet("", Handle)
            .AllowAnonymous()
            .WithName("ListCourses")
            .WithSummary("The catalogue: best match first, or from the easiest on where nothing is searched for.");

    private static async Task<Results<Ok<Page<CourseCard>>, ProblemHttpResult>> Handle(
        [AsParameters] CourseFilter filter,
        CourseSearch search,
        CancellationToken cancellationToken
    ) => (await search.Page(filter.Q, filter.Level?.Value, filter.Access?.Value, filter.Cursor, filter.Limit, cancellationToken)).ToHttp(TypedResults.Ok);
}
