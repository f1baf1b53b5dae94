// Holds the precompiled header of the whole tree (cmake/module.cmake).
