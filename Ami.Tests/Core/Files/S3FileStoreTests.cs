namespace Ami.Tests.Core.Files;

/// <summary>A bucket's own troubles.</summary>
[TestClass]
public sealed class S3FileStoreTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

    [TestMethod]
    public async Task Put_WrongSecret_IsRefusedByTheServerAndStoresNothing()
    {
        await using var server = await S3Server.Start();
        using var wrong = new S3FileStore(Changed(server.Options(), o => o.SecretKey = "another"));
        var refused = await Should.ThrowAsync<FileStoreException>(() => FileStoreTests.Put(wrong, "a", Content));
        refused.InnerException.ShouldNotBeNull().Message.ShouldContain("signature");
        server.Objects.ShouldBeEmpty();
        using var right = new S3FileStore(server.Options());
        await FileStoreTests.Put(right, "a", Content);
        server.Objects.Keys.ShouldBe(["a"]);
    }

    [TestMethod]
    public async Task Read_WrongSecret_IsNotTakenForAMissingFile()
    {
        await using var server = await S3Server.Start();
        using var wrong = new S3FileStore(Changed(server.Options(), o => o.SecretKey = "another"));
        await Should.ThrowAsync<FileStoreException>(() => wrong.Read(FileKey.Parse("a")));
    }

    [TestMethod]
    public async Task Read_NoSuchBucket_IsNotTakenForAMissingFile()
    {
        await using var server = await S3Server.Start();
        using var store = new S3FileStore(Changed(server.Options(), o => o.Bucket = "elsewhere"));
        await Should.ThrowAsync<FileStoreException>(() => store.Read(FileKey.Parse("a")));
    }

    [TestMethod]
    [DataRow(StoreFault.Busy)]
    [DataRow(StoreFault.InternalError)]
    [DataRow(StoreFault.Drop)]
    public async Task PutAndRead_TroubleThatPasses_SucceedByTryingAgain(StoreFault fault)
    {
        await using var server = await S3Server.Start();
        using var store = new S3FileStore(server.Options());
        server.Fail(fault, 1);
        await FileStoreTests.Put(store, "a", Content);
        server.Fail(fault, 1);
        (await store.Read(FileKey.Parse("a"))).ShouldBe(Content);
    }

    [TestMethod]
    [DataRow(StoreFault.Busy)]
    [DataRow(StoreFault.InternalError)]
    [DataRow(StoreFault.Drop)]
    public async Task Put_TroubleThatStays_SaysSo(StoreFault fault)
    {
        await using var server = await S3Server.Start();
        using var store = new S3FileStore(Changed(server.Options(), o => o.Retries = 1));
        server.Fail(fault, int.MaxValue);
        await Should.ThrowAsync<FileStoreException>(() => FileStoreTests.Put(store, "a", Content));
        server.Objects.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Read_AnswerBreaksOff_IsNoFile()
    {
        await using var server = await S3Server.Start();
        using var store = new S3FileStore(server.Options());
        await FileStoreTests.Put(store, "a", Content);
        server.Fail(StoreFault.Truncate, int.MaxValue);
        await Should.ThrowAsync<FileStoreException>(() => store.Read(FileKey.Parse("a")));
    }

    [TestMethod]
    public async Task Put_ServerGone_SaysSo()
    {
        var server = await S3Server.Start();
        using var store = new S3FileStore(Changed(server.Options(), o => o.Retries = 0));
        await server.DisposeAsync();
        await Should.ThrowAsync<FileStoreException>(() => FileStoreTests.Put(store, "a", Content));
    }

    private static S3Options Changed(S3Options options, Action<S3Options> change)
    {
        change(options);
        return options;
    }
}
