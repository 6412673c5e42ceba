using Ami.Core;
using Ami.Modules.Identity.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ami.Modules.Identity.Contracts;

/// <summary>What staff who see the application as somebody else may not do in their name.</summary>
public static class Impersonation
{
    /// <summary>
    /// Refuses with 403 <c>auth.impersonating</c> while an administrator impersonates the user: for what is private or cannot be undone. What
    /// <see cref="FreshSignIn.RequireFreshSignIn{TBuilder}"/> guards is refused already.
    /// </summary>
    public static TBuilder RefuseImpersonation<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AddEndpointFilter(async (context, next) =>
            context.HttpContext.User.ImpersonatorId() is null ? await next(context) : IdentityErrors.Impersonating.ToProblem());
}
