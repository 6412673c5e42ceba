using Microsoft.AspNetCore.Builder;

namespace Ami.Modules.Identity.Contracts;

/// <summary>Metadata: not while staff see the application as somebody else.</summary>
public sealed record ImpersonationRefused : IEndpointDemand;

/// <summary>What staff who see the application as somebody else may not do in their name.</summary>
public static class Impersonation
{
    /// <summary>
    /// Refuses with 403 <c>auth.impersonating</c> while an administrator impersonates the user: for what is private or cannot be undone. What
    /// <see cref="FreshSignIn.RequireFreshSignIn{TBuilder}"/> guards is refused already.
    /// </summary>
    public static TBuilder RefuseImpersonation<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ImpersonationRefused());
}
