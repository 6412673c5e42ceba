using System.Security.Claims;
using System.Text.Json;

namespace Ami.Modules.Learning;

/// <summary>Through what somebody may read a course.</summary>
internal enum CourseReach
{
    /// <summary>It is free.</summary>
    Free,

    /// <summary>They bought it or got it as a gift, and it was not paid back.</summary>
    Purchase,

    /// <summary>The plan that they have now includes it.</summary>
    Plan,

    /// <summary>They work here.</summary>
    Staff,
}

/// <summary>
/// The one place that says who may read a course. It is asked each time, and asks for the plan and the purchases as they are now: what is paid back, disputed or
/// ended is closed with the next request, and what comes back is open again.
/// </summary>
internal sealed class CourseGate(ICurrentPlans plans, IEnumerable<IPurchasedProducts> purchases, IRolePermissions roles)
{
    /// <summary>Through what the person may read the course; null when they may not.</summary>
    /// <param name="course">Which.</param>
    /// <param name="person">Whoever asks, signed in or not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CourseReach?> Reach(Course course, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        if (!IsSignedIn(person))
        {
            return null;
        }

        if (course.Access == CourseOffering.Free)
        {
            return CourseReach.Free;
        }

        if (course.Access == CourseOffering.Sold && await HasBought(course, person.UserId(), cancellationToken))
        {
            return CourseReach.Purchase;
        }

        if (course.ArchivedAt is null && PlanTable.Of(await plans.Of(person, cancellationToken)).Courses >= Needed(course.Access))
        {
            return CourseReach.Plan;
        }

        return (await roles.Current(cancellationToken)).Allow(LearningPermissions.ReadCourses, person) ? CourseReach.Staff : null;
    }

    /// <summary>Why somebody whom <see cref="Reach"/> does not let in may not read the course.</summary>
    public static Error Refusal(Course course, ClaimsPrincipal person) =>
        !IsSignedIn(person) ? LearningErrors.SignInFirst
        : course.Access == CourseOffering.Sold
            ? LearningErrors.NotBought(IncludedIn(course) is { } plan ? JsonNamingPolicy.CamelCase.ConvertName(plan.ToString()) : null)
        : course.ArchivedAt is not null ? LearningErrors.CourseUnknown
        : PlanDemand.UpgradeRequired(SmallestPlan(course.Access));

    /// <summary>The smallest plan that includes a course; null where a plan makes no difference.</summary>
    public static Plan? IncludedIn(Course course) => course is { Access: CourseOffering.Free } or { ArchivedAt: not null } ? null : SmallestPlan(course.Access);

    /// <summary>Whether anybody is signed in. Whoever is has an id.</summary>
    public static bool IsSignedIn(ClaimsPrincipal person) => person.HasClaim(claim => claim.Type == CurrentUser.IdClaim);

    private static Plan SmallestPlan(CourseOffering offering) => PlanTable.All.First(terms => terms.Courses >= Needed(offering)).Plan;

    private static CourseAccess Needed(CourseOffering offering) =>
        offering switch
        {
            CourseOffering.Free => CourseAccess.FreeOnly,
            CourseOffering.Standard => CourseAccess.Standard,
            _ => CourseAccess.All,
        };

    private async Task<bool> HasBought(Course course, Guid userId, CancellationToken cancellationToken)
    {
        // Without the module that sells nothing is bought.
        foreach (var bought in purchases)
        {
            if (await bought.Has(userId, course.Product, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }
}
