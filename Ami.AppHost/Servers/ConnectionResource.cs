namespace Ami.AppHost.Servers;

/// <summary>How one role reaches a database on a server: <c>ConnectionStrings__NAME</c> of those who refer to it.</summary>
internal sealed class ConnectionResource(string name, IResource server, ReferenceExpression connection)
    : Resource(name),
        IResourceWithConnectionString,
        IResourceWithParent
{
    public IResource Parent { get; } = server;

    public ReferenceExpression ConnectionStringExpression { get; } = connection;
}
