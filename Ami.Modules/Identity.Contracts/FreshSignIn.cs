using Microsoft.AspNetCore.Builder;

namespace Ami.Modules.Identity.Contracts;

/// <summary>Metadata: only for those who showed lately who they are.</summary>
public sealed record FreshSignInRequired : IEndpointDemand;

/// <summary>Asks again who somebody is before a sensitive act.</summary>
public static class FreshSignIn
{
    /// <summary>
    /// Lets only those through who signed in, or confirmed who they are at <c>POST /api/auth/confirm</c>, within the last ten minutes in this session:
    /// 403 <c>auth.confirmation_required</c> otherwise. The web app then asks, confirms, and repeats the request by itself.
    /// </summary>
    public static TBuilder RequireFreshSignIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new FreshSignInRequired());
}
