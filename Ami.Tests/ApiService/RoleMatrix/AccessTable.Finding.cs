using Ami.Modules.Learning;
using static Ami.Tests.ApiService.RoleMatrix.Who;
using Needs = Ami.TestKit.Needs;

namespace Ami.Tests.ApiService.RoleMatrix;

internal static partial class AccessTable
{
    /// <summary>Finding lessons, notes on them, ratings of courses.</summary>
    private static IEnumerable<AccessLine> Finding =>
        Needs.Of<LearningModule, AccessLine>(
            new("GET /api/courses/{course}/ratings", Everybody, own => $"/api/courses/{own.Learning.Course}/ratings"),
            new("PUT /api/courses/{course}/rating", SignedIn, own => $"/api/courses/{own.Learning.Course}/rating", _ => new { version = 0, stars = 5 }),
            new("DELETE /api/courses/{course}/rating", SignedIn, own => $"/api/courses/{own.Learning.Course}/rating"),
            new("GET /api/lessons", Everybody, _ => "/api/lessons?q=riesgo"),
            new("GET /api/lessons/{lesson}/notes", SignedIn, own => $"/api/lessons/{own.Learning.Preview}/notes"),
            new("PUT /api/lessons/{lesson}/bookmark", SignedIn, own => $"/api/lessons/{own.Learning.Preview}/bookmark"),
            new("DELETE /api/lessons/{lesson}/bookmark", SignedIn, own => $"/api/lessons/{own.Learning.Preview}/bookmark"),
            new(
                "PUT /api/notes/{id}",
                SignedIn,
                _ => $"/api/notes/{Guid.CreateVersion7()}",
                own => new
                {
                    version = 0,
                    lessonId = own.Learning.Preview,
                    text = "Mine.",
                }
            ),
            new("DELETE /api/notes/{id}", SignedIn),
            new("GET /api/me/notes", SignedIn),
            new("GET /api/me/bookmarks", SignedIn),
            new("GET /api/lessons/{lesson}/discussion", SignedIn, own => $"/api/lessons/{own.Learning.Preview}/discussion"),
            new("GET /api/posts/{id}", SignedIn),
            new("GET /api/posts/{id}/replies", SignedIn),
            new(
                "PUT /api/posts/{id}",
                SignedIn,
                _ => $"/api/posts/{Guid.CreateVersion7()}",
                own => new
                {
                    version = 0,
                    lessonId = own.Learning.Preview,
                    text = "Why?",
                }
            ),
            new("DELETE /api/posts/{id}", SignedIn),
            new("PUT /api/posts/{id}/vote", SignedIn),
            new("DELETE /api/posts/{id}/vote", SignedIn),
            new("PUT /api/posts/{id}/report", SignedIn, Body: _ => new { reason = "offTopic" }),
            new("GET /api/admin/posts", Support),
            new("POST /api/admin/posts/{id:guid}/remove", Support),
            new("POST /api/admin/posts/{id:guid}/restore", Support),
            new("POST /api/admin/posts/{id:guid}/settle", Support),
            new("GET /api/admin/ratings", Support),
            new("POST /api/admin/ratings/{id:guid}/hide", Support),
            new("POST /api/admin/ratings/{id:guid}/show", Support)
        );
}
